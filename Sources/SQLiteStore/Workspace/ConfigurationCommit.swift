public import DirectorySchema
public import SyncEngine
public import SyncRules

/// What the applying of a plan changes in the store, all of it in one transaction.
public struct ConfigurationCommit: Sendable {
    /// What a server shows now beside a version of its schema that stays.
    public struct StateNote: Sendable {
        /// The connector.
        public let connector: ConnectorID
        /// The version's number.
        public let number: Int
        /// The version's digest; nothing is noted where it is another.
        public let digest: String
        /// What the server shows.
        public let state: SchemaMarks

        /// Makes a note.
        public init(connector: ConnectorID, number: Int, digest: String, state: SchemaMarks) {
            self.connector = connector
            self.number = number
            self.digest = digest
            self.state = state
        }
    }

    /// The name of the journal entry that is ended with it.
    public let journal: String
    /// When, ISO 8601 in UTC.
    public let date: String
    /// New versions of cached schemas, by connector.
    public var schemas: [(connector: ConnectorID, version: SchemaVersion)] = []
    /// What servers show now beside schemas that stay.
    public var states: [StateNote] = []
    /// Files of the workspace that get a new text once the rest stands; whoever opens the store next puts them in place
    /// where a crash came between.
    public var files: [WaitingFile] = []
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
