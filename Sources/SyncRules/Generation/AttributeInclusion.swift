public import Directory

/// The attributes of a connector that its rules use: what an import has to read and an export may write.
///
/// The selection is derived, never stored: sources, scope and joins of inbound rules, destinations and joins of
/// outbound ones, without the pseudo attribute `dn`.
public enum AttributeInclusion {
    /// The attributes, ascending by name.
    public static func attributes(of rules: some Sequence<SyncRule>) -> [AttributeName] {
        var names: Set<AttributeName> = []
        for rule in rules {
            for clause in rule.joins.joined() { names.insert(clause.connectorAttribute) }
            switch rule.direction {
            case .inbound:
                for clause in rule.scope.joined() { names.insert(clause.attribute) }
                for flow in rule.flows { names.formUnion(FlowReferences.attributes(readBy: flow.source)) }
            case .outbound:
                for flow in rule.flows { names.insert(flow.destination) }
            }
        }
        names.remove("dn")
        return names.sorted()
    }

    /// The object classes of the connector's side, ascending by name.
    public static func classes(of rules: some Sequence<SyncRule>) -> [AttributeName] {
        Set(rules.map(\.connectorClass)).filter { $0 != "*" }.sorted()
    }
}
