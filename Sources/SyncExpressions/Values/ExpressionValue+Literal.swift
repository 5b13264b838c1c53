import Directory

extension ExpressionValue {
    /// The value as it would be written: text in quotes, bytes as `0x…`, several values in braces.
    ///
    /// Two values that differ are written differently; help, examples and explanations all show values this way.
    public var literal: String {
        switch self {
        case .null: "NULL"
        case .string(let text): ExpressionPrinter.quoted(text)
        case .number(let number): String(number)
        case .boolean(let flag): flag ? "True" : "False"
        case .binary(let bytes): "0x" + ASCII.hex(bytes)
        case .date(let time): CivilTime(time).text
        case .reference(let name): "<\(name)>"
        case .list(let values): "{" + values.map(\.literal).joined(separator: ", ") + "}"
        }
    }
}
