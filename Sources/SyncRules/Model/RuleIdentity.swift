/// What makes a standard rule the same rule after it was generated again: its connector and its template's tag.
public struct RuleIdentity: Sendable, Hashable, Codable, Comparable {
    /// The connector.
    public let connector: ConnectorID
    /// The template's tag, such as `Microsoft.InfromADUserJoin.003`.
    public let tag: String

    /// Makes an identity.
    public init(connector: ConnectorID, tag: String) {
        self.connector = connector
        self.tag = tag
    }

    /// Orders by connector, then by tag.
    public static func < (left: RuleIdentity, right: RuleIdentity) -> Bool {
        left.connector != right.connector ? left.connector < right.connector : left.tag < right.tag
    }
}
