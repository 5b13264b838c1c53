/// A JSON value that is about to be written: members stand in the order in which they are given.
enum JSONText: Sendable, Hashable {
    /// One member of an object.
    struct Member: Sendable, Hashable {
        let key: String
        let value: JSONText
    }

    case object([Member])
    case array([JSONText])
    case string(String)
    case number(Int64)
    case flag(Bool)
    case null

    /// An object with these members.
    static func members(_ members: KeyValuePairs<String, JSONText>) -> JSONText {
        .object(members.map { Member(key: $0.key, value: $0.value) })
    }

    /// The text as bytes.
    var bytes: [UInt8] {
        var buffer = JSONBuffer(reserving: 256)
        write(to: &buffer)
        return buffer.finish()
    }

    func write(to buffer: inout JSONBuffer) {
        switch self {
        case .object(let members):
            buffer.copy("{")
            for (place, member) in members.enumerated() {
                if place > 0 { buffer.copy(",") }
                buffer.text(member.key)
                buffer.copy(":")
                member.value.write(to: &buffer)
            }
            buffer.copy("}")
        case .array(let elements):
            buffer.copy("[")
            for (place, element) in elements.enumerated() {
                if place > 0 { buffer.copy(",") }
                element.write(to: &buffer)
            }
            buffer.copy("]")
        case .string(let text): buffer.text(text)
        case .number(let number):
            var digits = "\(number)"
            digits.withUTF8 { digits in
                buffer.write(atMost: digits.count) { $0.copy(UnsafeRawBufferPointer(digits)) }
            }
        case .flag(let flag): buffer.copy(flag ? "true" : "false")
        case .null: buffer.copy("null")
        }
    }
}
