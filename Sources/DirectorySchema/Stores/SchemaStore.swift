/// Where the cached schemas of forests are kept, every version of them.
public protocol SchemaStore: Sendable {
    /// The newest version of a connector's schema; nothing before the first refresh.
    func currentSchema(of connector: String) async throws -> SchemaVersion?
    /// One version of a connector's schema; nothing where there is none of that number.
    func schema(of connector: String, version: Int) async throws -> SchemaVersion?
    /// All versions of a connector's schema, newest first, without their snapshots' content being compared.
    func schemaHistory(of connector: String) async throws -> [SchemaVersion]
    /// What is known of the newest versions of a connector's schema, newest first, without reading the schemas.
    func schemaNotes(of connector: String, limit: Int) async throws -> [SchemaVersionNote]
}

/// One version of a cached schema.
public struct SchemaVersion: Sendable, Codable {
    /// Counted from 1 for each connector.
    public let number: Int
    /// When it was read, ISO 8601 in UTC.
    public let read: String
    /// Where it was read: a URL or a path.
    public let source: String
    /// The server that answered, as it names itself.
    public let server: String?
    /// The fingerprint of the snapshot, 64 hexadecimal digits.
    public let digest: String
    /// The schema.
    public let snapshot: SchemaSnapshot
    /// What the server showed beside it; nothing for a file, or where an earlier version of Dryad stored it.
    public let state: SchemaMarks?

    /// Makes a version.
    public init(
        number: Int,
        read: String,
        source: String,
        server: String?,
        digest: String,
        snapshot: SchemaSnapshot,
        state: SchemaMarks? = nil
    ) {
        self.number = number
        self.read = read
        self.source = source
        self.server = server
        self.digest = digest
        self.snapshot = snapshot
        self.state = state
    }
}
