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
}
