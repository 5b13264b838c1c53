import Directory
import SyncRules

/// Asks an `OutwardFilter` of one object after another; each thread has its own.
final class OutwardQuestions {
    /// What the rules of a set do.
    private struct Kind {
        let isProvisioning: Bool
        let joined: [CompiledRule.Join]
    }

    let connector: ConnectorID
    private let rules: [CompiledRule]
    private let asked: Set<UInt64>
    private var keys: JoinKeys
    private var sets: RuleSets
    private var kinds: [Kind] = []

    init(_ filter: OutwardFilter) {
        (connector, rules, asked, keys) = (filter.connector, filter.rules, filter.asked, filter.keys)
        sets = RuleSets(rules)
    }

    /// Whether rules may join an object to a metaverse object that has none in the forest, or make one.
    func admit(_ objectClass: AttributeName, _ view: EntryView) -> Bool {
        let set = sets.number(for: objectClass, view)
        while kinds.count <= set {
            let inScope = sets.sets[kinds.count].map { rules[$0] }
            kinds.append(
                Kind(
                    isProvisioning: inScope.contains { $0.rule.link == .provision },
                    joined: asked.isEmpty ? [] : inScope.flatMap { $0.joins.joined() }
                )
            )
        }
        if kinds[set].isProvisioning { return true }
        for clause in kinds[set].joined {
            for value in view.values(clause.metaverse) {
                let key = keys.key(clause.metaverse, value, isExact: clause.isCaseSensitive)
                if asked.contains(key) { return true }
            }
        }
        return false
    }
}
