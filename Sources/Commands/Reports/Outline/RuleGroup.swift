import SyncRules

/// The rules of one connector that appear, go or change; those that go come first.
struct RuleGroup {
    /// One rule.
    struct Row {
        let change: RuleChange

        /// How much of the rule it is.
        var size: Phrase {
            guard change.action == .changes else { return .words(WordList.count(change.flowCount, "flow")) }
            let came = change.parts.count { $0.from == nil }
            let went = change.parts.count { $0.to == nil }
            let counts = [(came, "more"), (went, "fewer"), (change.parts.count - came - went, "different")]
            return .words(
                counts.filter { $0.0 > 0 }.map { "\(WordList.count($0.0, "part")) \($0.1)" }.joined(separator: ", ")
            )
        }

        /// Why; of a rule that changes for many attributes the first reasons.
        var reason: Phrase {
            guard change.action == .changes else { return .prose(change.reason) }
            let all = Set(change.parts.compactMap(\.reason)).sorted()
            let more = all.count > 2 ? " and \(all.count - 2) more" : ""
            return .prose(all.prefix(2).joined(separator: "; ")) + .words(more)
        }
    }

    let title: Phrase
    /// The forest's name; nothing for the tenant.
    let forest: String?
    let rows: [Row]

    init?(_ changes: [RuleChange], forest: String?, title: Phrase) {
        guard !changes.isEmpty else { return nil }
        let order: [RuleChange.Action] = [.goes, .appears, .changes]
        rows = order.flatMap { action in changes.filter { $0.action == action }.map(Row.init) }
        self.title = title
        self.forest = forest
    }
}
