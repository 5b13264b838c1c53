public import DirectorySchema
public import SyncRules

/// A connector as a synchronization sees it.
public struct SynchronizedConnector: Sendable {
    /// Its identity.
    public let identity: ConnectorID
    /// What it connects to.
    public let kind: ConnectorKind
    /// Its cached schema; the tenant has none.
    public let schema: SchemaSnapshot?
    /// What its rules' parameters stand for.
    public let parameters: RuleParameters
    /// Its rules, ascending by precedence.
    public let rules: [SyncRule]

    /// Makes a connector.
    public init(
        identity: ConnectorID,
        kind: ConnectorKind,
        schema: SchemaSnapshot?,
        parameters: RuleParameters,
        rules: [SyncRule]
    ) {
        self.identity = identity
        self.kind = kind
        self.schema = schema
        self.parameters = parameters
        self.rules = rules
    }
}
