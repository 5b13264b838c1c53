/// The schema that a connector keeps, and whose it is, out of an exported configuration.
public struct ConnectorExportSchema: Sendable, Hashable {
    /// The connector's name; nothing where the file has only a schema.
    public let name: String?
    /// The connector's GUID as it is written there: in braces, in any case.
    public let identifier: String?
    /// The kind of connector, such as `AD`.
    public let category: String?
    /// The schema.
    public let snapshot: SchemaSnapshot

    /// Puts one together.
    public init(name: String?, identifier: String?, category: String?, snapshot: SchemaSnapshot) {
        self.name = name
        self.identifier = identifier
        self.category = category
        self.snapshot = snapshot
    }
}
