import Directory
import LDAPClient
import SyncEngine
import SyncRules

/// The domains of a forest, as the server says that was asked, or the file.
struct ForestDomains: Sendable {
    /// All domains, ascending by name; the server's own is among them.
    let domains: [ForestDomain]
    /// The domain that the server or the file is for.
    let own: ForestDomain
    /// The forest's first domain.
    let root: String

    /// Reads the crossRef objects; a directory that has none consists of the domain that the server names.
    static func read(_ connection: LDAPConnection, _ rootEntry: RootDSE) async throws -> ForestDomains {
        guard let own = rootEntry.defaultNamingContext ?? rootEntry.namingContexts.first else {
            throw ConnectorError(
                .noPartition,
                "\(connection.endpoint.url) does not say which domain it holds, so nothing can be imported from it."
            )
        }
        let references = try await crossReferences(connection, rootEntry)
        return ForestDomains(
            own: own,
            root: rootEntry.rootDomainNamingContext ?? own,
            references: references.compactMap { ForestDomain(crossReference: $0) }
        )
    }

    init(own: String, root: String, references: [ForestDomain]) {
        var domains = references.sorted { $0.name < $1.name }
        // The server's own name for its domain, with what the crossRef object says of it.
        let found = domains.first { ForestDomain.isSame($0.name, own) }
        self.own = ForestDomain(name: own, dnsName: found?.dnsName, netbios: found?.netbios)
        domains.removeAll { ForestDomain.isSame($0.name, own) }
        // A file may describe one twice.
        var seen: Set<String> = []
        domains.removeAll { !seen.insert(ForestDomain.normalized($0.name)).inserted }
        self.domains = (domains + [self.own]).sorted { $0.name < $1.name }
        self.root = root
    }

    /// What rules' parameters stand for.
    func parameters(_ connector: ConnectorID) -> RuleParameters {
        let netbios = domains.compactMap { domain in
            domain.netbios.map { (ForestDomain.normalized(domain.name), $0) }
        }
        return DomainNames(
            domain: own.name,
            forest: root,
            netbios: Dictionary(netbios) { first, _ in first },
            all: domains.map(\.name)
        ).parameters(connector)
    }

    private static func crossReferences(_ connection: LDAPConnection, _ root: RootDSE) async throws -> [Entry] {
        guard let configuration = root.configurationNamingContext else { return [] }
        let table = AttributeTable()
        let request = SearchRequest(
            base: "CN=Partitions,\(configuration)",
            scope: .oneLevel,
            filter: .present("nCName"),
            attributes: ["nCName", "dnsRoot", "nETBIOSName", "systemFlags", "enabled"]
        )
        do throws(LDAPError) {
            return try await connection.search(request, table: table).collect().map { Entry($0, table: table) }
        } catch {
            guard error.code == .noSuchObject else { throw error }
            return []
        }
    }
}
