import Directory

/// Which connector of one server is which of another: forests by what forest they read, the tenant with the tenant.
///
/// GUIDs differ from server to server, and names are people's.
struct ConnectorPairing {
    /// Two connectors that do the same work on two servers.
    struct Pair {
        /// The name under which people hear of both.
        let name: String
        let old: ExportedConnector
        let new: ExportedConnector
    }

    /// The pairs, by name.
    private(set) var pairs: [Pair] = []
    /// Connectors of the first server that the second has no counterpart of, by name.
    private(set) var onlyOld: [ExportedConnector] = []
    /// Connectors of the second server that the first has no counterpart of, by name.
    private(set) var onlyNew: [ExportedConnector] = []
    /// Connectors that fit several, or that one fits which fits several.
    private(set) var undecided:
        [(connector: ExportedConnector, side: ServerGap.Side, candidates: [ExportedConnector])] = []

    init(from old: [ExportedConnector], to new: [ExportedConnector]) {
        let (old, new) = (old.map(Candidate.init), new.map(Candidate.init))
        for one in old {
            let partners = new.filter(one.fits)
            if partners.isEmpty {
                onlyOld.append(one.connector)
            } else if partners.count == 1, let partner = partners.first, old.count(where: partner.fits) == 1 {
                pairs.append(Pair(name: partner.name, old: one.connector, new: partner.connector))
            } else {
                undecided.append((one.connector, .from, partners.map(\.connector)))
            }
        }
        for one in new {
            let partners = old.filter(one.fits)
            if partners.isEmpty {
                onlyNew.append(one.connector)
            } else if partners.count > 1 || new.count(where: { partner in partners.contains { $0.fits(partner) } }) > 1
            {
                undecided.append((one.connector, .to, partners.map(\.connector)))
            }
        }
        pairs.sort { $0.name < $1.name }
        onlyOld.sort { Self.name($0) < Self.name($1) }
        onlyNew.sort { Self.name($0) < Self.name($1) }
    }

    /// The name of a connector that is the same on every server: its forest's, `tenant`, or its own where it is neither.
    static func name(_ connector: ExportedConnector) -> String { Candidate(connector).name }

    /// A connector with what tells it from others.
    private struct Candidate {
        private enum Kind: Hashable { case forest, tenant, other(String) }

        let connector: ExportedConnector
        private let kind: Kind
        private let forest: String?
        private let partitions: Set<String>

        init(_ connector: ExportedConnector) {
            self.connector = connector
            let subtype = connector.settings["subtype"]?.lowercased() ?? ""
            kind =
                if !connector.isTenant {
                    .forest
                } else if ConnectorID(connector.identifier) == .tenant || subtype.contains("azure active directory") {
                    .tenant
                } else {
                    .other("\(subtype)\n\(connector.name.lowercased())")
                }
            var forest = connector.forest?.lowercased()
            if forest?.hasSuffix(".") == true { forest?.removeLast() }
            self.forest = forest
            partitions = Set(connector.partitions.map { ValueMeaning.name($0.name) }.filter { !$0.isEmpty })
        }

        var name: String {
            switch kind {
            case .forest: forest ?? connector.name.lowercased()
            case .tenant: "tenant"
            case .other: connector.name.lowercased()
            }
        }

        func fits(_ other: Candidate) -> Bool {
            guard kind == other.kind else { return false }
            guard kind == .forest else { return true }
            // A forest has one name; where one of the two does not say it, a domain is in one forest only.
            if let forest, let another = other.forest { return forest == another }
            return !partitions.isDisjoint(with: other.partitions)
        }
    }
}
