import Directory

/// The differences between two generations, in the order of the newer one; what only got another number is counted.
public struct RuleDiff: Sendable, Hashable, Codable {
    /// The differences that mean something.
    public let changes: [RuleChange]
    /// How many rules differ in nothing but their precedence: derived, since the order stayed.
    public let renumbered: Int

    /// Compares an older generation with a newer one.
    public init(from old: GeneratedRules, to new: GeneratedRules) {
        let before = Dictionary(old.rules.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.rules.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
        let oldDecisions = Self.index(old.decisions)
        let newDecisions = Self.index(new.decisions)
        var changes: [RuleChange] = []
        var renumbered = 0
        for rule in new.rules {
            guard let previous = before[rule.identity] else {
                changes.append(
                    RuleChange(
                        identity: rule.identity,
                        name: rule.name,
                        action: .appears,
                        reason: newDecisions[rule.identity]?.reason ?? "",
                        flowCount: rule.flows.count
                    )
                )
                continue
            }
            let parts = Self.parts(previous, rule, oldDecisions[rule.identity], newDecisions[rule.identity])
            if !parts.isEmpty {
                let reasons = Set(parts.compactMap(\.reason)).sorted()
                changes.append(
                    RuleChange(
                        identity: rule.identity,
                        name: rule.name,
                        action: .changes,
                        reason: reasons.joined(separator: "; "),
                        flowCount: rule.flows.count,
                        parts: parts
                    )
                )
            } else if previous.precedence != rule.precedence {
                renumbered += 1
            }
        }
        for rule in old.rules where after[rule.identity] == nil {
            if let place = Self.place(of: rule, among: changes, new.rules) {
                changes[place] = Self.retagged(rule, changes[place])
                continue
            }
            changes.append(
                RuleChange(
                    identity: rule.identity,
                    name: rule.name,
                    action: .goes,
                    reason: newDecisions[rule.identity]?.reason ?? "its connector is gone",
                    flowCount: rule.flows.count
                )
            )
        }
        self.changes = changes
        self.renumbered = renumbered
    }

    /// The change by which a rule appears that is the same as one that goes, but for what it is known by: an edited rule
    /// loses its tag to the standard one.
    private static func place(of rule: SyncRule, among changes: [RuleChange], _ rules: [SyncRule]) -> Int? {
        changes.firstIndex { change in
            guard change.action == .appears, change.identity.connector == rule.identity.connector,
                let other = rules.first(where: { $0.identity == change.identity })
            else { return false }
            return other.direction == rule.direction && other.sourceClass == rule.sourceClass
                && other.targetClass == rule.targetClass && other.link == rule.link
                && parts(rule, other, nil, nil).isEmpty
        }
    }

    private static func retagged(_ old: SyncRule, _ change: RuleChange) -> RuleChange {
        let part = RuleChange.Part(name: "tag", from: old.identity.tag, to: change.identity.tag)
        let reason = "the rule as generated has the tag now, and this one stays as it is"
        return RuleChange(
            identity: change.identity,
            name: change.name,
            action: .changes,
            reason: reason,
            flowCount: change.flowCount,
            parts: [part]
        )
    }

    /// Wraps differences that are known; their order is the caller's.
    public init(changes: [RuleChange], renumbered: Int) {
        self.changes = changes
        self.renumbered = renumbered
    }

    /// Whether nothing differs that means something.
    public var isEmpty: Bool { changes.isEmpty && renumbered == 0 }

    /// The changes of one connector's rules.
    public func changes(of connector: ConnectorID) -> [RuleChange] {
        changes.filter { $0.identity.connector == connector }
    }

    private static func index(_ decisions: [GenerationDecision]) -> [RuleIdentity: GenerationDecision] {
        Dictionary(decisions.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func parts(
        _ old: SyncRule,
        _ new: SyncRule,
        _ oldDecision: GenerationDecision?,
        _ newDecision: GenerationDecision?
    ) -> [RuleChange.Part] {
        var parts: [RuleChange.Part] = []
        let (left, right) = (index(old.flows), index(new.flows))
        for name in Set(left.keys).union(right.keys).sorted() where !isSame(left[name], right[name]) {
            let appeared = left[name] == nil
            let omission = (appeared ? oldDecision : newDecision)?.omissions.first { $0.part == name.spelling }
            parts.append(
                RuleChange.Part(
                    name: "flow \(name)",
                    from: left[name]?.source.text,
                    to: right[name]?.source.text,
                    reason: omission.map {
                        "attribute \($0.missing) is \(appeared ? "now" : "no longer") allowed on class \(new.connectorClass)"
                    }
                )
            )
        }
        let scopes = (text(old.scope), text(new.scope))
        if scopes.0 != scopes.1 { parts.append(RuleChange.Part(name: "scope", from: scopes.0, to: scopes.1)) }
        let joins = (text(old.joins), text(new.joins))
        if joins.0 != joins.1 {
            let known = Set((newDecision?.omissions ?? []).map(\.part))
            let cause = (oldDecision?.omissions ?? []).first { $0.part.contains("=") && !known.contains($0.part) }
            parts.append(
                RuleChange.Part(
                    name: "join",
                    from: joins.0,
                    to: joins.1,
                    reason: cause.map { "attribute \($0.missing) is now allowed on class \(new.connectorClass)" }
                )
            )
        }
        if old.synchronizesPasswords != new.synchronizesPasswords {
            func word(_ isOn: Bool) -> String { isOn ? "on" : "off" }
            let (from, to) = (word(old.synchronizesPasswords), word(new.synchronizesPasswords))
            parts.append(RuleChange.Part(name: "password sync", from: from, to: to))
        }
        return parts
    }

    private static func isSame(_ old: AttributeFlow?, _ new: AttributeFlow?) -> Bool {
        guard let old, let new else { return old == nil && new == nil }
        return old.meansSame(as: new)
    }

    private static func index(_ flows: [AttributeFlow]) -> [AttributeName: AttributeFlow] {
        Dictionary(flows.map { ($0.destination, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func text(_ groups: [[some CustomStringConvertible]]) -> String? {
        groups.isEmpty ? nil : groups.map { $0.map(\.description).joined(separator: " and ") }.joined(separator: " or ")
    }
}
