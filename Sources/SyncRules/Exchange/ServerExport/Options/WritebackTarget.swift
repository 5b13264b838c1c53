/// Where a feature writes back to: `Microsoft.GroupWriteBack.Forest` and `.Container`, and the same of others.
public struct WritebackTarget: Sendable, Hashable, Codable {
    /// The feature.
    public let feature: ServerFeature
    /// The forest, as the product writes it; nothing where none is named.
    public let forest: String?
    /// The container's distinguished name; nothing where none is named.
    public let container: String?
}
