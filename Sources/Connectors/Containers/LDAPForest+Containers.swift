import Directory
import LDAPClient

extension LDAPForest {
    /// The containers of each domain, ascending by the domains' names.
    ///
    /// A domain that cannot be read has its reason; the others come all the same.
    public func containers() async throws -> [DomainContainers] {
        let view = try await ForestView.of(self)
        var found: [DomainContainers] = []
        for domain in view.domains.domains {
            try Task.checkCancellation()
            let isExcluded = domains.excludes(domain)
            func result(_ containers: [ForestContainer], _ failure: String?) -> DomainContainers {
                DomainContainers(
                    domain: domain.name,
                    dnsName: domain.dnsName,
                    isExcluded: isExcluded,
                    containers: containers,
                    failure: failure
                )
            }
            guard let servers = domains.list(for: domain, in: view, of: self.servers) else {
                found.append(
                    result([], "No server for it is named in dryad.yaml, and \(view.server.url) does not hold it.")
                )
                continue
            }
            do throws(LDAPError) {
                let connection = try await open(servers)
                found.append(result(try await containers(of: domain, connection), nil))
                await connection.close()
            } catch {
                guard error.code != .cancelled else { throw error }
                found.append(result([], error.description))
            }
        }
        return found
    }

    /// The containers of one domain over a connection that is open.
    func containers(of domain: ForestDomain, _ connection: LDAPConnection) async throws(LDAPError) -> [ForestContainer]
    {
        let table = AttributeTable()
        let top = SearchRequest(base: domain.name, scope: .base, attributes: ForestContainer.attributes, pageSize: nil)
        let own = try await connection.search(top, table: table).collect().first.map { Entry($0, table: table) }
        let below = SearchRequest(
            base: domain.name,
            scope: .subtree,
            filter: .any(ForestContainer.classes.map { .equal("objectClass", text: $0.spelling) }),
            attributes: ForestContainer.attributes
        )
        let entries = try await connection.search(below, table: table).collect().map { Entry($0, table: table) }
        return ForestContainer.tree(entries, domain: own, base: domain.name)
    }

    /// The direct members of a group, by their normalized names.
    func members(of group: String, _ connection: LDAPConnection) async throws -> Set<String> {
        let table = AttributeTable()
        let request = SearchRequest(base: group, scope: .base, attributes: ["member"], pageSize: nil)
        let found = try await connection.search(request, table: table).collect().first
        return Set((found.map { Entry($0, table: table).texts("member") } ?? []).map(ForestDomain.normalized))
    }
}
