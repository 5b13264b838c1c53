public import DirectorySchema

/// What the bytes of an attribute mean to rules.
public enum ValueKind: String, Sendable, Hashable, Codable {
    /// Text.
    case text
    /// A whole number, in decimal.
    case number
    /// True or false.
    case boolean
    /// Bytes.
    case binary
    /// The name of another object.
    case reference

    /// The kind that a syntax stands for.
    public init(_ syntax: AttributeSyntax?) {
        guard let syntax else {
            self = .text
            return
        }
        self =
            syntax.isReference
            ? .reference
            : syntax.isBinary ? .binary : syntax.isInteger ? .number : syntax.isBoolean ? .boolean : .text
    }
}
