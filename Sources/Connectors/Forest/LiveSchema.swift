public import DirectorySchema

/// A schema as a forest has it at this moment, with where it came from.
public struct LiveSchema: Sendable {
    /// The schema.
    public let snapshot: SchemaSnapshot
    /// Where it was read: a URL or a path.
    public let source: String
    /// The server, as it names itself, or as the file names the one that it was read from.
    public let server: String?
    /// What the server showed before and after the schema was read; nothing for a file.
    public let state: SchemaMarks?
    /// Whether a file's last record is not ended as the others are: something may be missing behind it.
    public var isOpen = false

    /// Makes a live schema.
    public init(snapshot: SchemaSnapshot, source: String, server: String?, state: SchemaMarks? = nil) {
        self.snapshot = snapshot
        self.source = source
        self.server = server
        self.state = state
    }
}
