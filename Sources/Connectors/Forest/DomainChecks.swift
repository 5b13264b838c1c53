import Directory
import LDAPClient

/// Looks whether each further domain of a forest can be read, and from where.
enum DomainChecks {
    /// One line for each domain but the one of the server that is asked; none where that is the only one.
    static func make(_ forest: LDAPForest) async -> [DirectoryCheck] {
        let view: ForestView
        do {
            view = try await ForestView.of(forest)
        } catch {
            return [DirectoryCheck("domains", .failed, "cannot be listed: \(error)")]
        }
        var checks: [DirectoryCheck] = []
        for domain in view.domains.domains where domain != view.domains.own {
            checks.append(await check(domain, view, forest))
        }
        return checks
    }

    private static func check(_ domain: ForestDomain, _ view: ForestView, _ forest: LDAPForest) async -> DirectoryCheck
    {
        guard !forest.domains.excludes(domain) else {
            return DirectoryCheck("domain", .ok, "\(domain.name), excluded and not read")
        }
        guard let servers = forest.domains.list(for: domain, in: view, of: forest.servers) else {
            return DirectoryCheck(
                "domain",
                .failed,
                "\(domain.name), no server for it is named",
                advice: "Name one below domains in dryad.yaml, or set discover."
            )
        }
        do throws(LDAPError) {
            let connection = try await forest.open(servers)
            let url = connection.endpoint.url
            let request = SearchRequest(base: domain.name, scope: .base, attributes: ["1.1"], pageSize: nil)
            let isShown = try await !connection.search(request, table: .init()).collect().isEmpty
            await connection.close()
            return DirectoryCheck(
                "domain",
                isShown ? .ok : .failed,
                "\(domain.name), \(isShown ? "can be read at" : "is not shown by") \(url)",
                advice: isShown ? nil : "Let this account read \(domain.name) there."
            )
        } catch {
            return DirectoryCheck("domain", .failed, "\(domain.name): \(error.description)")
        }
    }
}
