/// Rules for one class of a connector that would join an object by different means.
///
/// The product takes the joins of one rule that is in scope; which one that is must not matter.
enum JoinLint {
    static func findings(_ rules: [PortableRule]) -> [LintFinding] {
        let joining = rules.filter { !$0.joins.isEmpty }
        let groups = Dictionary(grouping: joining) { rule in
            "\(rule.connector) \(rule.direction.rawValue) \(rule.sourceObjectType) \(rule.targetObjectType)"
                .lowercased()
        }
        return groups.sorted { $0.key < $1.key }.flatMap { _, same -> [LintFinding] in
            guard let first = same.min(by: { $0.precedence < $1.precedence }) else { return [] }
            return same.filter { meaning($0) != meaning(first) }.map { rule in
                LintFinding(
                    .disagreeingJoins,
                    rule,
                    part: "join",
                    "It joins \(rule.sourceObjectType) otherwise than \"\(first.name)\" does; an object in the scope of both "
                        + "must be joined one way."
                )
            }
        }
    }

    /// Rules that make metaverse objects and join on what nothing brings into the metaverse: each object becomes one of its own.
    ///
    /// A few rules alone rest on others that are not there: only a set that gives people their anchors is judged.
    static func joinsOnNothing(_ rules: [PortableRule]) -> [LintFinding] {
        let inbound = rules.filter { $0.direction == .inbound }
        let written = Set(inbound.flatMap(\.mappings).map { $0.destination.lowercased() })
        guard written.contains("sourceanchor") else { return [] }
        return inbound.filter { $0.link == .provision && !$0.joins.isEmpty }.compactMap { rule in
            let missing = rule.joins.map { group in
                group.map(\.metaverseAttribute).filter { !written.contains($0.lowercased()) }
            }
            guard missing.allSatisfy({ !$0.isEmpty }) else { return nil }
            let names = Set(missing.joined()).sorted().joined(separator: ", ")
            return LintFinding(
                .joinOnNothing,
                rule,
                part: "join",
                "It joins on \(names) of the metaverse, and no rule brings that there: it joins nobody, and every object becomes "
                    + "one of its own."
            )
        }
    }

    private static func meaning(_ rule: PortableRule) -> [[String]] {
        rule.joins.map { group in
            group.map { "\($0.connectorAttribute) \($0.isCaseSensitive) \($0.metaverseAttribute)".lowercased() }
                .sorted()
        }
    }
}
