/// A single value while a program runs on packed bytes: no text, only where it lies.
struct PackedValue {
    enum Kind: UInt8 {
        /// Whatever it is, it is not decided here.
        case undecided
        case null
        case text
        case number
        case boolean
        case binary
        case reference
        case moment
    }

    var kind: Kind
    /// Whether a text is known to be of ASCII.
    var isASCII = false
    var number: Int64 = 0
    var bytes = UnsafeRawBufferPointer(start: nil, count: 0)

    static var undecided: PackedValue { PackedValue(kind: .undecided) }
    static var null: PackedValue { PackedValue(kind: .null) }

    static func text(_ bytes: UnsafeRawBufferPointer, isASCII: Bool = false) -> PackedValue {
        PackedValue(kind: .text, isASCII: isASCII, bytes: bytes)
    }

    static func number(_ number: Int64) -> PackedValue { PackedValue(kind: .number, number: number) }

    static func boolean(_ flag: Bool) -> PackedValue { PackedValue(kind: .boolean, number: flag ? 1 : 0) }

    var isText: Bool { kind == .text || kind == .reference }
}
