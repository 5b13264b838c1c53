import Directory
public import LDAPClient

/// From which servers the domains of a forest are read, and which are not read.
public struct DomainServers: Sendable {
    private let named: [String: LDAPEndpoint]
    private let excluded: Set<String>

    /// Names servers and domains by the DNS names of domains, whatever their case.
    public init(named: [String: LDAPEndpoint] = [:], excluded: [String] = []) {
        self.named = Dictionary(named.map { (ASCII.lowercased($0.key), $0.value) }) { first, _ in first }
        self.excluded = Set(excluded.map(ASCII.lowercased))
    }

    /// Whether somebody has decided that a domain is not read.
    func excludes(_ domain: ForestDomain) -> Bool { excluded.contains(domain.dnsName) }

    /// The domains that somebody has decided on, by the names that their DNS names spell.
    var excludedDomains: [ForestDomain] {
        excluded.sorted().map { name in
            ForestDomain(name: name.split(separator: ".").map { "DC=\($0)" }.joined(separator: ","), dnsName: name)
        }
    }

    /// The servers of a domain: the one that is named for it, or one that the DNS names, where that is wanted, or the one
    /// that was asked, where it holds the domain; nothing where there is none.
    ///
    /// The domain that the asked server is for is read from the forest's own servers, that one first.
    func list(for domain: ForestDomain, in view: ForestView, of forest: LDAPServerList) -> LDAPServerList? {
        if let server = named[domain.dnsName] { return LDAPServerList([server]) }
        if ForestDomain.isSame(domain.name, view.domains.own.name) {
            return LDAPServerList([view.server] + forest.servers, discovery: forest.discovery)
        }
        if let discovery = forest.discovery {
            return LDAPServerList([], discovery: discovery.discovering(domain.dnsName))
        }
        let isHeld = view.namingContexts.contains { ForestDomain.isSame($0, domain.name) }
        return isHeld ? LDAPServerList([view.server]) : nil
    }
}
