public import DirectorySchema

/// A connector as rule generation sees it.
public struct GenerationConnector: Sendable {
    /// Its identity.
    public let identity: ConnectorID
    /// Its name, for sentences.
    public let name: String
    /// What it connects to.
    public let kind: ConnectorKind
    /// Its place in the order of creation, from 1; rules of forests follow it.
    public let ordinal: Int
    /// The cached schema; the tenant has none that rules depend on.
    public let schema: SchemaSnapshot

    /// Makes a connector.
    public init(identity: ConnectorID, name: String, kind: ConnectorKind, ordinal: Int, schema: SchemaSnapshot) {
        self.identity = identity
        self.name = name
        self.kind = kind
        self.ordinal = ordinal
        self.schema = schema
    }
}
