import DirectorySchema

/// The differences of two servers, by what they do: the active one and one in staging mode, or one server at two times.
///
/// Not compared are identifiers, letters' case where it says nothing, times, versions of files, how far a server had
/// read, blanks outside of text, and order where it decides nothing. Connectors are told by what they read, so that each
/// server may call them as it likes, and mention its own GUIDs in its rules.
public struct ServerExportDiff: Sendable, Hashable {
    /// What could not be compared; where there is anything, the servers cannot be called equal.
    public let gaps: [ServerGap]
    /// Which of the two exports.
    public let roles: ServerRoles
    /// The names of the connectors that both have.
    public let connectors: [String]
    /// The differences but for rules and schemas; what matters first.
    public let changes: [ServerChange]
    /// The differences of rules, connector by connector.
    public let rules: [PortableRuleChange]
    /// Rules that changed places where that decides something.
    public let reordered: [RuleOrderChange]
    /// The rules that differ in nothing but their number, by name.
    public let renumbered: [String]
    /// The differences of cached schemas; only of those that differ.
    public let schemas: [ConnectorSchemaDiff]
    /// Parameters that differ and are not compared, since they are each server's own.
    public let own: [String]

    /// Whether both do the same, as far as was compared.
    public var isEmpty: Bool { changes.isEmpty && rules.isEmpty && reordered.isEmpty && schemas.isEmpty }

    /// Whether everything could be compared.
    public var isComplete: Bool { gaps.isEmpty }

    /// Compares two exports; the order in which their files and elements stand says nothing.
    public init(from old: ServerExport, to new: ServerExport) {
        let pairing = ConnectorPairing(from: old.connectors, to: new.connectors)
        let mentions = (
            old: ConnectorMentions(Self.names(pairing.pairs, \.old)),
            new: ConnectorMentions(Self.names(pairing.pairs, \.new))
        )
        roles = ServerRoles(old, new)
        connectors = pairing.pairs.map(\.name)
        gaps = ServerGaps.all(old, new, pairing)

        var settings = SettingComparison(mentions.old, mentions.new)
        settings.compareServers(old.global, new.global, roles: roles)
        var changes: [ServerChange] = []
        var rules: [PortableRuleChange] = []
        var renumbered: [String] = []
        var (before, after): ([PortableRule], [PortableRule]) = ([], [])
        for pair in pairing.pairs {
            settings.compareConnectors(pair)
            changes += FilterComparison.changes(pair)
            changes += RunProfileComparison.changes(pair)
            let ours = old.rules.filter { $0.connector == pair.old.identifier }.map(mentions.old.named)
            let theirs = new.rules.filter { $0.connector == pair.new.identifier }.map(mentions.new.named)
            // An export without any rule says nothing of rules; that is a gap, and told there.
            guard !old.rules.isEmpty, !new.rules.isEmpty else { continue }
            let diff = PortableRuleDiff(from: ours, to: theirs)
            rules += diff.changes
            renumbered += diff.renumbered
            before += ours
            after += theirs
        }
        if !old.connectors.isEmpty, !new.connectors.isEmpty {
            changes += pairing.onlyOld.map { Self.alone($0, old, isOld: true) }
            changes += pairing.onlyNew.map { Self.alone($0, new, isOld: false) }
        }
        changes += settings.changes
        self.changes = changes.sorted { $0.precedes($1) }
        self.rules = rules
        self.renumbered = renumbered
        reordered = RuleOrders.changes(from: before, to: after)
        schemas = Self.schemas(pairing.pairs, old.global, new.global)
        own = settings.own.sorted()
    }

    private static func names(
        _ pairs: [ConnectorPairing.Pair],
        _ side: (ConnectorPairing.Pair) -> ExportedConnector
    ) -> [String: String] {
        Dictionary(pairs.map { (side($0).identifier, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    /// A connector without a counterpart, with all that goes with it.
    private static func alone(_ connector: ExportedConnector, _ export: ServerExport, isOld: Bool) -> ServerChange {
        let rules = export.rules.count { $0.connector == connector.identifier }
        let selected = connector.partitions.count(where: \.isSelected)
        let text =
            "\(selected) \(selected == 1 ? "partition" : "partitions") selected, \(rules) \(rules == 1 ? "rule" : "rules")"
        return ServerChange(
            .connectors,
            .connector,
            ConnectorPairing.name(connector),
            from: isOld ? text : nil,
            to: isOld ? nil : text
        )
    }

    private static func schemas(
        _ pairs: [ConnectorPairing.Pair],
        _ old: GlobalSettings?,
        _ new: GlobalSettings?
    ) -> [ConnectorSchemaDiff] {
        var all = pairs.map { ($0.name, $0.old.schema, $0.new.schema) }
        if let before = old?.metaverse, let after = new?.metaverse { all.append(("metaverse", before, after)) }
        return all.compactMap { name, before, after in
            guard before != after else { return nil }
            let diff = SchemaDiff(from: before, to: after)
            return diff.isEmpty && diff.unreadable.isEmpty ? nil : ConnectorSchemaDiff(connector: name, diff: diff)
        }
    }
}
