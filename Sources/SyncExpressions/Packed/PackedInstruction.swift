/// A step of a program on packed bytes: numbers only, so that running it neither counts references nor copies.
///
/// `first`, `second` and `third` are the numbers of other steps, an attribute, or a stretch of the pool of constants, by
/// the operation.
struct PackedInstruction {
    enum Operation: UInt8 {
        /// A part that is not decided on packed bytes; where it is reached the whole expression is evaluated as values.
        case undecided
        case null
        case ignore
        case authoritativeNull
        /// The pool from `first`, `second` bytes.
        case text
        case number
        case boolean
        case name
        /// The attribute `first`, of which `second` steps from `third` cut each value; `number` says which values.
        case attribute
        case trim
        case left
        case choose
        case or
        case and
        case equal
        case notEqual
        case less
        case lessOrEqual
        case greater
        case greaterOrEqual
        case concatenate
        case not
        /// `Left` of the attribute `first` is the pool from `second`, `third` bytes, in small letters.
        case begins
        /// The attribute `first` is that text.
        case isText
        /// The attribute `first` has one of the bits of `number`.
        case hasBits
        /// A text occurs in another.
        case contains
        case isNull
        case isPresent
        case isNullOrEmpty
        case isString
        case truth
        case bitAnd
        case bitOr
        case place
        case base64
        case hexadecimal
        case sid
        case plain
        case reference
        case component
        case moment
        case format
    }

    /// Which values of an attribute a step is about.
    enum Selection {
        static let all: Int64 = 0
        static let first: Int64 = 1
        static let distinct: Int64 = 2
    }

    var operation: Operation
    var kind: ValueKind = .text
    var first: Int32 = 0
    var second: Int32 = 0
    var third: Int32 = 0
    var number: Int64 = 0
}
