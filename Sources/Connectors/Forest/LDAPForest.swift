import Directory
public import DirectorySchema
public import LDAPClient
public import SyncEngine
public import SyncRules

/// A forest that is read over LDAP: its schema from one server, each of its domains from one that holds it.
public struct LDAPForest: ForestReader {
    let servers: LDAPServerList
    let domains: DomainServers
    let retry: RetryPolicy
    /// What of its objects an import leaves out.
    public var filter = ImportFilter()
    private let credentials: LDAPCredentials

    /// Describes a forest; nothing is sent yet.
    ///
    /// `servers` hold the forest's configuration and schema, `domains` says where domains are read that they do not hold;
    /// all of them know the account.
    public init(
        servers: LDAPServerList,
        domains: DomainServers = DomainServers(),
        credentials: LDAPCredentials,
        retry: RetryPolicy = .standard
    ) {
        self.servers = servers
        self.domains = domains
        self.credentials = credentials
        self.retry = retry
    }

    /// Opens a connection to one of the forest's servers and signs in; once, for a person who waits.
    func open() async throws(LDAPError) -> LDAPConnection { try await open(servers) }

    /// Opens a connection to the first of these servers that can be used, and signs in.
    func open(_ servers: LDAPServerList) async throws(LDAPError) -> LDAPConnection {
        try await servers.connect(as: credentials)
    }

    /// Opens a connection as often as the policy says.
    func openPatiently() async throws(LDAPError) -> LDAPConnection {
        try await retry.run { () throws(LDAPError) in try await open() }
    }

    /// Reads the schema naming context of Active Directory, or the subschema entry of any other directory.
    public func readSchema(progress: @Sendable (Int) -> Void) async throws -> LiveSchema {
        let connection = try await openPatiently()
        let root = try await connection.rootDSE()
        let source = connection.endpoint.url.description
        let (snapshot, state) = try await readUnmoved(root, connection, progress)
        await connection.close()
        return LiveSchema(
            snapshot: try SchemaCheck.usable(snapshot, from: source),
            source: source,
            server: root.dsServiceName ?? root.dnsHostName,
            state: SchemaMarks(source: source, values: state.marks)
        )
    }

    /// Asks one of the forest's servers what tells whether its schema has changed.
    public func readState() async throws -> SchemaMarks? {
        let connection = try await openPatiently()
        let state = try await connection.schemaStateWithDefinitions()
        await connection.close()
        return SchemaMarks(source: connection.endpoint.url.description, values: state.marks)
    }

    /// The forest's objects.
    public func connector(_ identity: ConnectorID, schema: SchemaSnapshot) -> any Connector {
        LDAPForestConnector(identity: identity, forest: self, schema: schema)
    }

    /// Signs in and asks the server what it is.
    public func describe() async throws -> ForestDescription {
        let connection = try await open()
        let root = try await connection.rootDSE()
        let security = await connection.security
        // Not every server knows the question; not knowing the answer is no failure.
        let named = try? await connection.whoAmI()
        let account = named.flatMap { $0.isEmpty ? nil : $0 }
        let identity = await connection.saslIdentity?.account
        await connection.close()
        return ForestDescription(
            source: connection.endpoint.url.description,
            server: root.dnsHostName,
            domain: root.defaultNamingContext,
            isActiveDirectory: root.isActiveDirectory,
            security: security.map { "\($0.version), \($0.cipher)" },
            account: account ?? identity
        )
    }

    /// Looks the directory over.
    public func examine() async throws -> [DirectoryCheck] {
        let connection = try await open()
        var signsIn = true
        if case .anonymous = credentials { signsIn = false }
        let checks = try await DirectoryCard.make(connection, signsIn: signsIn)
        await connection.close()
        return checks + (await DomainChecks.make(self))
    }

    /// Reads the schema between two looks at whether it changes; once more where it did, and not a third time.
    ///
    /// A schema is read page by page, and pages of two schemas make one that no forest has ever had.
    private func readUnmoved(
        _ root: RootDSE,
        _ connection: LDAPConnection,
        _ progress: @Sendable (Int) -> Void
    ) async throws -> (SchemaSnapshot, SchemaState) {
        var before = try await connection.schemaState(of: root)
        for _ in 0..<2 {
            var times = before.needsTimes ? DefinitionTimes() : nil
            let snapshot = try await read(root, connection, &times, progress)
            let after = try await connection.schemaState(of: root)
            if after == before { return (snapshot, times.map(after.noting) ?? after) }
            before = after
        }
        throw ConnectorError(
            .schemaMoves,
            "The schema of \(connection.endpoint.url) changes while it is read, twice in a row. Is something being installed? "
                + "Try again when that is over."
        )
    }

    private func read(
        _ root: RootDSE,
        _ connection: LDAPConnection,
        _ times: inout DefinitionTimes?,
        _ progress: @Sendable (Int) -> Void
    ) async throws -> SchemaSnapshot {
        if let context = root.schemaNamingContext {
            return try await readActiveDirectory(context, connection, &times, progress)
        }
        guard let entry = root.subschemaSubentry else {
            throw ConnectorError(
                .noSchema,
                "\(connection.endpoint.url) is not Active Directory and names no subschema entry, so its schema cannot be read. "
                    + "Is it a directory server, and may this account read its root entry?"
            )
        }
        let snapshot = try await readSubschema(entry, connection)
        progress(snapshot.classes.count + snapshot.attributes.count)
        return snapshot
    }

    private func readActiveDirectory(
        _ context: String,
        _ connection: LDAPConnection,
        _ times: inout DefinitionTimes?,
        _ progress: @Sendable (Int) -> Void
    ) async throws -> SchemaSnapshot {
        let table = AttributeTable()
        guard var reader = ActiveDirectorySchemaReader(table: table) else {
            throw ConnectorError(.tableFull, "The table of attribute names is full.")
        }
        let request = SearchRequest(
            base: context,
            scope: .subtree,
            filter: ActiveDirectorySchemaReader.filter,
            attributes: ActiveDirectorySchemaReader.attributes + (times == nil ? [] : DefinitionTimes.attributes),
            pageSize: 1000
        )
        var pages = connection.search(request, table: table).makeAsyncIterator()
        while let page = try await pages.next() {
            for entry in page.entries {
                reader.add(entry)
                times?.add(Entry(entry, table: table))
            }
            progress(reader.count)
        }
        return reader.snapshot()
    }

    private func readSubschema(_ entry: String, _ connection: LDAPConnection) async throws -> SchemaSnapshot {
        let table = AttributeTable()
        let request = SearchRequest(
            base: entry,
            scope: .base,
            attributes: SubschemaReader.attributes,
            pageSize: nil
        )
        guard let packed = try await connection.search(request, table: table).collect().first else {
            throw ConnectorError(
                .noSchema,
                "\(connection.endpoint.url) names \(entry) as its schema and does not show it."
            )
        }
        let view = Entry(packed, table: table)
        return SubschemaReader.read(view.texts)
    }
}
