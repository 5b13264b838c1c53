/// Changes that have one cause and one pattern, told together.
public struct PendingGroup: Sendable, Hashable, Codable {
    /// How many objects.
    public let count: Int
    /// `add`, `update` or `delete`.
    public let operation: String
    /// The class in the tenant, or in the forest.
    public let objectClass: String
    /// The attribute; nothing where it is about whole objects.
    public let attribute: String?
    /// Whether it concerns who signs in, and how.
    public let affectsSignIn: Bool
    /// The rule that causes it, or what took the objects away.
    public let cause: String
    /// The rule that brought the values into the metaverse, with its connector.
    public let source: String?
    /// What kind of change of values it is.
    public let pattern: String?
    /// Some of those whom it concerns.
    public let examples: [String]
}
