/// Flows of several rules into one attribute: ways of coming together that differ, and flows that never decide.
enum FlowLint {
    private struct Flow {
        let rule: PortableRule
        let mapping: PortableMapping
    }

    static func findings(_ rules: [PortableRule]) -> [LintFinding] {
        var groups: [String: [Flow]] = [:]
        for rule in rules {
            for mapping in rule.mappings {
                // Into the metaverse rules of all connectors meet; out of it those of one.
                let place = rule.direction == .inbound ? "in" : rule.connector
                let key = "\(place) \(rule.targetObjectType) \(mapping.destination)".lowercased()
                groups[key, default: []].append(Flow(rule: rule, mapping: mapping))
            }
        }
        return groups.sorted { $0.key < $1.key }.flatMap { _, flows in
            let ordered = flows.sorted { $0.rule.precedence < $1.rule.precedence }
            return mixed(ordered) + shadowed(ordered)
        }
    }

    private static func mixed(_ flows: [Flow]) -> [LintFinding] {
        guard let first = flows.first else { return [] }
        return flows.dropFirst().filter { merge($0.mapping) != merge(first.mapping) }.map { flow in
            LintFinding(
                .mixedMerge,
                flow.rule,
                part: "flow \(flow.mapping.destination)",
                "It comes together by \(flow.mapping.merge.rawValue), and the flow of \"\(first.rule.name)\" by "
                    + "\(first.mapping.merge.rawValue): objects that both are for have an error; all rules have to say the same."
            )
        }
    }

    /// A constant that is written whenever a later rule would be: the later flow never decides.
    private static func shadowed(_ flows: [Flow]) -> [LintFinding] {
        var findings: [LintFinding] = []
        for (number, flow) in flows.enumerated() where merge(flow.mapping) == .update && !flow.mapping.isOnce {
            let earlier = flows[..<number].first { one in
                one.mapping.kind == .constant && merge(one.mapping) == .update && !one.mapping.isOnce
                    && one.rule.precedence < flow.rule.precedence && covers(one.rule, flow.rule)
            }
            guard let earlier else { continue }
            findings.append(
                LintFinding(
                    .shadowedFlow,
                    flow.rule,
                    part: "flow \(flow.mapping.destination)",
                    "\"\(earlier.rule.name)\" writes a constant there for every object that it is for: this flow never decides."
                )
            )
        }
        return findings
    }

    /// Whether every object of the second rule's scope is in the first one's.
    private static func covers(_ one: PortableRule, _ other: PortableRule) -> Bool {
        guard one.connector == other.connector, one.sourceObjectType.lowercased() == other.sourceObjectType.lowercased()
        else { return false }
        return one.scope.isEmpty || Set(other.scope) == Set(one.scope)
    }

    private static func merge(_ mapping: PortableMapping) -> PortableMapping.Merge {
        mapping.merge == .replace ? .update : mapping.merge
    }
}
