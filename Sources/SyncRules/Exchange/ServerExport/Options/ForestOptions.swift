/// What a connector of a forest adds to the options of its server.
public struct ForestOptions: Sendable, Hashable, Codable {
    /// The connector.
    public let connector: ConnectorID
    /// The forest's DNS name; nothing where the connector does not say.
    public let forest: String?
    /// The distinguished name of the group that decides who is synchronized; nothing where all are.
    public let filteringGroup: String?
    /// Whether hashes of its passwords go to the tenant; nothing where the connector does not say.
    public let synchronizesPasswordHashes: Bool?
}
