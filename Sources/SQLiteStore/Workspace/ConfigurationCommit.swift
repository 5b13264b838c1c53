public import DirectorySchema
public import SyncEngine
public import SyncRules

/// What the applying of a plan changes in the store, all of it in one transaction.
public struct ConfigurationCommit: Sendable {
    /// The name of the journal entry that is ended with it.
    public let journal: String
    /// When, ISO 8601 in UTC.
    public let date: String
    /// New versions of cached schemas, by connector.
    public var schemas: [(connector: ConnectorID, version: SchemaVersion)] = []
    /// The new generation of rules, where it differs.
    public var rules: GeneratedRules?
    /// Runs that are necessary from now on.
    public var requirements: [RunRequirement] = []

    /// Makes a commit that changes nothing yet.
    public init(journal: String, date: String) {
        self.journal = journal
        self.date = date
    }
}
