import Connectors
import Directory
public import Plans
import SyncEngine

/// The domains and containers of a forest as a page offers them: which there are now, and which of them are read.
public struct FilterChoices: Sendable, Hashable {
    /// One container.
    public struct Container: Sendable, Hashable {
        /// Its DN.
        public let dn: String
        /// What people know it by: of a domain the DN, of what is below the last part of it.
        public let label: String
        /// How far it is below its domain.
        public let depth: Int
        /// Whether what is in it is read.
        public let isRead: Bool
    }

    /// One domain.
    public struct Domain: Sendable, Hashable {
        /// Its DNS name.
        public let name: String
        /// Whether it is read.
        public let isRead: Bool
        /// Why its containers could not be read.
        public let failure: String?
        /// Its containers from the top down; none where they could not be read.
        public let containers: [Container]
    }

    /// The domains.
    public let domains: [Domain]

    /// Describes what was read of a forest.
    public init(_ tree: ForestTree, _ forest: ForestConfiguration) {
        let scope = forest.filter.scope
        domains = tree.domains.map { domain in
            let base = DistinguishedName(domain.domain)?.components.count ?? 0
            return Domain(
                name: domain.dnsName,
                isRead: !domain.isExcluded,
                failure: domain.failure,
                containers: domain.containers.map { container in
                    let name = DistinguishedName(container.dn)
                    let depth = max(0, (name?.components.count ?? base) - base)
                    return Container(
                        dn: container.dn,
                        label: depth == 0 ? container.dn : name?.components.first?.description ?? container.dn,
                        depth: depth,
                        isRead: scope.includes(contentsOf: container.dn)
                    )
                }
            )
        }
    }

    /// How many containers there are.
    public var count: Int { domains.reduce(0) { $0 + $1.containers.count } }

    /// Tells whether the same is offered again: what was not offered was not left out by anybody.
    public var fingerprint: Fingerprint {
        get throws {
            try Fingerprint(
                canonical: domains.map { [$0.name, $0.failure == nil ? "" : "unreadable"] + $0.containers.map(\.dn) }
            )
        }
    }
}
