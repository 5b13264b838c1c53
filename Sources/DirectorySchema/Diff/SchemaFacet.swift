/// One property of a definition with its two values.
public struct SchemaFacet: Sendable, Hashable, Codable {
    /// The property in the schema's own word, such as `isSingleValued` or `mayContain`.
    public let name: String
    /// What it was; nothing where it was not there.
    public let from: String?
    /// What it is; nothing where it is gone.
    public let to: String?

    /// Makes a facet.
    public init(name: String, from: String?, to: String?) {
        self.name = name
        self.from = from
        self.to = to
    }
}
