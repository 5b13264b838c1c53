/// A definition that could not be read: kept word for word, shown, and never counted as absent.
public struct UnreadableDefinition: Sendable, Hashable, Codable {
    /// Where it stands: a DN, or `attributeTypes[12]`.
    public let place: String
    /// Why it could not be read.
    public let reason: String
    /// The definition as it came.
    public let text: String

    /// Where it begins in its source, in bytes; nothing where the source is no text.
    public let offset: Int?
    /// Where the fault is in the text, in bytes; nothing where it has no one place.
    public let position: Int?

    /// Makes a record of it.
    public init(place: String, reason: String, text: String, offset: Int? = nil, position: Int? = nil) {
        self.place = place
        self.reason = reason
        self.text = text
        self.offset = offset
        self.position = position
    }

    static let contradiction = "it is defined a second time, and differently; the first stays"

    /// Whether it could be read, and says something else than an earlier one of its name.
    public var isContradiction: Bool { reason == Self.contradiction }
}
