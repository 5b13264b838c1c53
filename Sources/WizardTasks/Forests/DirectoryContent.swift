/// What adding a directory means beside the lines of the configuration.
public struct DirectoryContent: Sendable, Hashable, Codable {
    /// The name by which the directory is called.
    public let name: String
    /// What it said of itself that each of its servers says, and each time.
    public let facts: [ForestFact]
    /// Why its schema is refreshed before anything is run, as one sentence.
    public let refresh: String
}
