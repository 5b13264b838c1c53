/// A definition that could not be read: kept word for word, shown, and never counted as absent.
public struct UnreadableDefinition: Sendable, Hashable, Codable {
    /// Where it stands: a DN, or `attributeTypes[12]`.
    public let place: String
    /// Why it could not be read.
    public let reason: String
    /// The definition as it came.
    public let text: String

    /// Makes a record of it.
    public init(place: String, reason: String, text: String) {
        self.place = place
        self.reason = reason
        self.text = text
    }
}
