public import DirectorySchema

/// How the schemas differ that two servers have cached for the same connector.
public struct ConnectorSchemaDiff: Sendable, Hashable, Codable {
    /// The connector, by its forest's name, or `metaverse`.
    public let connector: String
    /// The differences.
    public let diff: SchemaDiff
}
