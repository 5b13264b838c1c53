import Directory

/// Compares what two connectors read: partitions, classes, containers, attributes.
enum FilterComparison {
    static func changes(_ pair: ConnectorPairing.Pair) -> [ServerChange] {
        let (old, new) = (byName(pair.old.partitions), byName(pair.new.partitions))
        var changes = Set(old.keys).union(new.keys).flatMap { partition(old[$0], new[$0], pair.name) }
        changes += names(pair.old.attributeInclusion, pair.new.attributeInclusion) { AttributeName($0).folded }
            .map { name, from, to in
                ServerChange(
                    .attributes,
                    .attribute,
                    name,
                    connector: pair.name,
                    from: from.map { _ in "read" },
                    to: to.map { _ in "read" }
                )
            }
        return changes
    }

    private static func byName(_ partitions: [ExportedConnector.Partition]) -> [String: ExportedConnector.Partition] {
        Dictionary(partitions.map { (ValueMeaning.name($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func partition(
        _ old: ExportedConnector.Partition?,
        _ new: ExportedConnector.Partition?,
        _ connector: String
    ) -> [ServerChange] {
        let name = (new ?? old)?.name ?? ""
        var changes: [ServerChange] = []
        if old?.isSelected != new?.isSelected {
            changes.append(
                ServerChange(
                    .filters,
                    .partition,
                    name,
                    connector: connector,
                    partition: name,
                    from: old.map { $0.isSelected ? "selected" : "not selected" },
                    to: new.map { $0.isSelected ? "selected" : "not selected" }
                )
            )
        }
        // Of a partition that only one has, its absence says it all.
        guard let old, let new else { return changes }
        changes += names(old.objectClasses, new.objectClasses) { ASCII.lowercased($0) }.map { subject, from, to in
            ServerChange(
                .filters,
                .objectClass,
                subject,
                connector: connector,
                partition: name,
                from: from.map { _ in "read" },
                to: to.map { _ in "read" }
            )
        }
        let (before, after) = (containers(old), containers(new))
        changes += Set(before.keys).union(after.keys).compactMap { key in
            let (one, other) = (before[key], after[key])
            guard one?.state != other?.state else { return nil }
            return ServerChange(
                .filters,
                .container,
                (other ?? one)?.name ?? key,
                connector: connector,
                partition: name,
                from: one?.state,
                to: other?.state
            )
        }
        return changes
    }

    private static func containers(
        _ partition: ExportedConnector.Partition
    ) -> [String: (name: String, state: String)] {
        var found: [String: (name: String, state: String)] = [:]
        for (names, state) in [(partition.inclusions, "included"), (partition.exclusions, "excluded")] {
            for name in names {
                let key = ValueMeaning.name(name)
                let both = found[key].map { $0.state != state } ?? false
                found[key] = (name, both ? "included and excluded" : state)
            }
        }
        return found
    }

    /// The names that one of two lists has and the other has not; `key` tells when two are the same.
    private static func names(
        _ old: [String],
        _ new: [String],
        _ key: (String) -> String
    ) -> [(name: String, from: String?, to: String?)] {
        let before = Dictionary(old.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
        return before.filter { after[$0.key] == nil }.map { ($0.value, $0.value, nil) }
            + after.filter { before[$0.key] == nil }.map { ($0.value, nil, $0.value) }
    }
}
