/// One application of a plan.
public struct PlanJournalEntry: Sendable, Hashable, Codable {
    /// Its name, unique in the journal.
    public let identifier: String
    /// The kind of task.
    public let kind: String
    /// The plan's digest.
    public let digest: Fingerprint
    /// When it began, ISO 8601 in UTC.
    public let began: String
    /// Files in the workspace that it replaces, relative; each has its new content beside it until the rename.
    public let files: [String]

    /// Makes an entry.
    public init(identifier: String, kind: String, digest: Fingerprint, began: String, files: [String] = []) {
        self.identifier = identifier
        self.kind = kind
        self.digest = digest
        self.began = began
        self.files = files
    }
}
