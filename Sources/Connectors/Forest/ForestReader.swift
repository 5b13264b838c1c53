public import DirectorySchema
public import SyncEngine
public import SyncRules

/// A forest that can be read: over LDAP, or from a file.
public protocol ForestReader: ObjectLookup {
    /// Reads the whole schema, or throws; a part of a schema is never given out.
    ///
    /// `progress` is told how many definitions have arrived so far.
    func readSchema(progress: @Sendable (Int) -> Void) async throws -> LiveSchema
    /// What tells whether the schema has changed since it was read, without reading it; nothing where it has to be read.
    func readState() async throws -> SchemaMarks?
    /// The forest's objects as a connector of the engine; `schema` decides the class of each.
    func connector(_ identity: ConnectorID, schema: SchemaSnapshot) -> any Connector
    /// The containers of each domain, from the top down.
    func containers() async throws -> [DomainContainers]
    /// Looks whether the forest answers, and says in a few facts what it is.
    func describe() async throws -> ForestDescription
    /// Looks it over, line by line: how it is reached, what it is, what this account may read.
    func examine() async throws -> [DirectoryCheck]
}

/// What a forest says of itself.
public struct ForestDescription: Sendable, Hashable, Codable {
    /// Where it was asked.
    public let source: String
    /// The server's own name.
    public let server: String?
    /// The domain, as a DN.
    public let domain: String?
    /// Whether it is Active Directory or shaped like it.
    public let isActiveDirectory: Bool
    /// Protocol and cipher, where the connection is protected.
    public let security: String?
    /// Who the server takes the account for, where it says so.
    public let account: String?

    /// Makes a description.
    public init(
        source: String,
        server: String?,
        domain: String?,
        isActiveDirectory: Bool,
        security: String?,
        account: String?
    ) {
        self.source = source
        self.server = server
        self.domain = domain
        self.isActiveDirectory = isActiveDirectory
        self.security = security
        self.account = account
    }
}
