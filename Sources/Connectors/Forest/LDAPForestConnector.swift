import Directory
import DirectorySchema
import LDAPClient
import SyncEngine
import SyncRules

/// The objects of a forest's domain, read over LDAP page by page.
///
/// One partition: the domain of the server that is asked. Other domains of a forest are not read yet.
struct LDAPForestConnector: Connector {
    let identity: ConnectorID
    let forest: LDAPForest
    let schema: SchemaSnapshot

    func parameters() async throws -> RuleParameters {
        let connection = try await forest.open()
        let root = try await connection.rootDSE()
        let domain = try domain(of: root, connection)
        let names = try await netbiosNames(root, connection)
        await connection.close()
        let forestRoot = root.rootDomainNamingContext ?? domain
        return DomainNames(domain: domain, forest: forestRoot, netbios: names).parameters(identity)
    }

    func importObjects(
        _ request: ImportRequest,
        table: AttributeTable,
        deliver: (ImportPage) async throws -> Void
    ) async throws {
        let connection = try await forest.open()
        let root = try await connection.rootDSE()
        let domain = try domain(of: root, connection)
        let maker = try ObjectMaker(
            connector: identity,
            partition: domain,
            schema: schema,
            classes: request.classes,
            table: table
        )
        let search = SearchRequest(
            base: domain,
            scope: .subtree,
            filter: .any(request.classes.map { .equal("objectClass", text: $0.spelling) }),
            attributes: ["objectClass", "objectGUID"] + request.attributes.filter { $0 != "objectGUID" },
            pageSize: request.pageSize
        )
        var pages = connection.search(search, table: table).makeAsyncIterator()
        while let page = try await pages.next() { try await deliver(maker.page(of: page.entries)) }
        await connection.close()
    }

    private func domain(of root: RootDSE, _ connection: LDAPConnection) throws -> String {
        guard let domain = root.defaultNamingContext ?? root.namingContexts.first else {
            throw ConnectorError(
                .noPartition,
                "\(connection.endpoint.url) does not say which domain it holds, so nothing can be imported from it."
            )
        }
        return domain
    }

    /// The NetBIOS names of the forest's domains by their DNs, from the crossRef objects (MS-ADTS 6.1.1.2.1.1).
    private func netbiosNames(_ root: RootDSE, _ connection: LDAPConnection) async throws -> [String: String] {
        guard let configuration = root.configurationNamingContext else { return [:] }
        let table = AttributeTable()
        let request = SearchRequest(
            base: "CN=Partitions,\(configuration)",
            scope: .oneLevel,
            filter: .present("nETBIOSName"),
            attributes: ["nCName", "nETBIOSName"]
        )
        let entries: [PackedEntry]
        do throws(LDAPError) {
            entries = try await connection.search(request, table: table).collect()
        } catch {
            guard error.code == .noSuchObject else { throw error }
            return [:]
        }
        return DomainNames.netbios(of: entries.map { Entry($0, table: table) })
    }
}
