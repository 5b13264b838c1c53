/// The differences of two sets of rules, by what rules do.
///
/// GUIDs are not compared, nor the case of letters outside of text, nor blanks in expressions, nor the order of flows, of
/// conditions and of alternatives in a scope. A rule that only got another number is counted apart.
public struct PortableRuleDiff: Sendable, Hashable {
    /// The differences, by the numbers of the newer rules.
    public let changes: [PortableRuleChange]
    /// The rules that differ in nothing but their number.
    public let renumbered: [String]

    /// Whether rules do the same in both sets.
    public var isEmpty: Bool { changes.isEmpty }

    /// Compares; `oldConnector` and `newConnector` give the name under which a set knows a connector.
    public init(
        from old: [PortableRule],
        to new: [PortableRule],
        oldConnector: (String) -> String = { $0 },
        newConnector: (String) -> String = { $0 }
    ) {
        var waiting = old.map { (rule: $0, connector: oldConnector($0.connector)) }
        var changes: [PortableRuleChange] = []
        var renumbered: [String] = []
        for rule in new {
            let connector = newConnector(rule.connector)
            guard let place = Self.partner(of: rule, connector, in: waiting.map { ($0.rule, $0.connector) }, alone: new)
            else {
                changes.append(PortableRuleChange(rule: rule.name, connector: connector, action: .added, parts: []))
                continue
            }
            let before = waiting.remove(at: place).rule
            let parts = RuleParts(before).differences(from: RuleParts(rule))
            if !parts.isEmpty {
                changes.append(
                    PortableRuleChange(rule: rule.name, connector: connector, action: .modified, parts: parts)
                )
            } else if before.precedence != rule.precedence {
                renumbered.append(rule.name)
            }
        }
        changes += waiting.map {
            PortableRuleChange(rule: $0.rule.name, connector: $0.connector, action: .removed, parts: [])
        }
        self.changes = changes
        self.renumbered = renumbered
    }

    /// The rule of the same name and connector; where connectors are called otherwise, the one of that name if there is
    /// one on either side only.
    private static func partner(
        of rule: PortableRule,
        _ connector: String,
        in old: [(rule: PortableRule, connector: String)],
        alone new: [PortableRule]
    ) -> Int? {
        func isSame(_ other: PortableRule) -> Bool {
            other.name.lowercased() == rule.name.lowercased() && other.direction == rule.direction
        }
        let named = old.indices.filter { isSame(old[$0].rule) }
        if let exact = named.first(where: { old[$0].connector.lowercased() == connector.lowercased() }) { return exact }
        return named.count == 1 && new.count(where: isSame) == 1 ? named.first : nil
    }
}
