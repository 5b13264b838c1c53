import Directory

/// A rule as parts that can be compared by meaning, each with the text that people see.
struct RuleParts {
    private struct Part {
        let name: String
        let shown: String
        let meaning: String
    }

    private var parts: [Part] = []

    init(_ rule: PortableRule) {
        add("class", "\(rule.sourceObjectType) to \(rule.targetObjectType)")
        add("link", rule.link.rawValue)
        add("disabled", rule.isDisabled ? "True" : "False")
        add("password synchronization", rule.synchronizesPasswords ? "True" : "False")
        add("time of a soft delete", rule.softDeleteExpiry)
        add("template", rule.immutableTag)
        add("scope", Self.text(rule.scope), Self.meaning(rule.scope))
        for (number, group) in rule.joins.enumerated() {
            // The order of groups decides: the first that finds one object wins.
            add("join \(number + 1)", Self.text(group), Self.meaning(group))
        }
        var counts: [String: Int] = [:]
        for mapping in rule.mappings {
            let key = mapping.destination.lowercased()
            counts[key, default: 0] += 1
            let number = counts[key] ?? 1
            let name = "flow \(mapping.destination)" + (number > 1 ? " (\(number))" : "")
            add(name, Self.text(mapping), Self.meaning(mapping))
        }
    }

    /// The parts that differ, in the order of the newer rule; those that went come last.
    func differences(from newer: RuleParts) -> [PortableRuleChange.Part] {
        let before = Dictionary(parts.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        let after = Set(newer.parts.map { $0.name.lowercased() })
        var found = newer.parts.compactMap { part -> PortableRuleChange.Part? in
            let old = before[part.name.lowercased()]
            guard old?.meaning != part.meaning else { return nil }
            return PortableRuleChange.Part(part: part.name, from: old?.shown, to: part.shown)
        }
        found += parts.filter { !after.contains($0.name.lowercased()) }
            .map { PortableRuleChange.Part(part: $0.name, from: $0.shown, to: nil) }
        return found
    }

    private mutating func add(_ name: String, _ shown: String, _ meaning: String? = nil) {
        parts.append(Part(name: name, shown: shown, meaning: meaning ?? ASCII.lowercased(shown)))
    }

    static func text(_ group: [PortableRule.Join]) -> String { clauses(group).joined(separator: " and ") }

    static func meaning(_ group: [PortableRule.Join]) -> String {
        clauses(group).sorted().joined(separator: "\n").lowercased()
    }

    private static func clauses(_ group: [PortableRule.Join]) -> [String] {
        group.map { "\($0.connectorAttribute) \($0.isCaseSensitive ? "==" : "=") \($0.metaverseAttribute)" }
    }

    static func text(_ mapping: PortableMapping) -> String {
        let source =
            switch mapping.kind {
            case .direct: mapping.sources.joined(separator: ", ")
            case .constant: "\"\(mapping.constant ?? "")\""
            case .expression: mapping.expression ?? ""
            }
        return source + (mapping.merge == .update ? "" : " (\(mapping.merge.rawValue))")
            + (mapping.isOnce ? " (once)" : "")
    }

    static func meaning(_ mapping: PortableMapping) -> String {
        let source =
            switch mapping.kind {
            case .direct: mapping.sources.joined(separator: ",").lowercased()
            case .constant: mapping.constant ?? ""
            case .expression: ExpressionMeaning.canonical(mapping.expression ?? "")
            }
        // Replace and Update are one thing: the rule with the lowest number wins.
        let merge = mapping.merge == .replace ? .update : mapping.merge
        return [mapping.kind.rawValue, source, merge.rawValue, "\(mapping.isOnce)"].joined(separator: "\n")
    }

    static func text(_ scope: [[PortableRule.Scope]]) -> String {
        scope.map { group in
            group.map { "\($0.attribute) \($0.comparison.rawValue)" + ($0.value.isEmpty ? "" : " \($0.value)") }
                .joined(separator: " and ")
        }.joined(separator: "; or ")
    }

    static func meaning(_ scope: [[PortableRule.Scope]]) -> String {
        scope.map { group in
            group.map { "\($0.attribute) \($0.comparison.rawValue) \($0.value)".lowercased() }.sorted()
                .joined(separator: "\n")
        }.sorted().joined(separator: "\n\n")
    }
}
