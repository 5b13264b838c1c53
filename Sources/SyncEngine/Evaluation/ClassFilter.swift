import Directory
import SyncExpressions
import SyncRules

/// The scoping filters of all rules for one class: a clause that several rules have is asked once for each object.
final class ClassFilter {
    private struct Asked: Hashable {
        let attribute: AttributeID
        let comparison: ScopeOperator
        let value: [UInt8]
        let number: Int64?
    }

    /// One clause of a rule.
    private struct Use {
        /// The number of the clause among those that differ.
        let clause: Int
        let isLastOfGroup: Bool
    }

    private struct Rule {
        let place: Int
        let uses: Range<Int>
    }

    private let rules: [Rule]
    private let uses: [Use]
    /// The clauses that differ.
    private let asked: CompiledScope
    private let count: Int

    /// `scopes` are those of the rules, with the rules' places.
    init(_ scopes: [(place: Int, scope: CompiledScope)]) {
        var rules: [Rule] = []
        var uses: [Use] = []
        var all = CompiledScope(scopes.first?.scope.semantics ?? .standard)
        var numbers: [Asked: Int] = [:]
        for (place, scope) in scopes {
            let first = uses.count
            for one in scope.all where !scope.admitsAll {
                let asked = Asked(
                    attribute: one.clause.attribute,
                    comparison: one.clause.comparison,
                    value: Array(one.value),
                    number: one.clause.number
                )
                let known = numbers[asked] ?? numbers.count
                if known == numbers.count {
                    numbers[asked] = known
                    all.add(one.clause, value: one.value)
                }
                uses.append(Use(clause: known, isLastOfGroup: one.clause.isLastOfGroup))
            }
            rules.append(Rule(place: place, uses: first..<uses.count))
        }
        (self.rules, self.uses, asked, count) = (rules, uses, all, numbers.count)
    }

    /// Adds the places of the rules that an entry is in scope of: one group whose clauses all hold, or no group at all.
    func find(_ view: EntryView, _ found: inout [Int]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, count)) { answers in
            // 0 for a clause that has not been asked, 1 for one that holds, 2 for one that does not.
            answers.initialize(repeating: 0)
            asked.withQuestions { questions in
                uses.withUnsafeBufferPointer { uses in
                    rules.withUnsafeBufferPointer { rules in
                        for rule in rules {
                            let uses = UnsafeBufferPointer(rebasing: uses[rule.uses])
                            if Self.admits(uses, questions, view, answers) { found.append(rule.place) }
                        }
                    }
                }
            }
        }
    }

    private static func admits(
        _ uses: UnsafeBufferPointer<Use>,
        _ questions: ScopeQuestions,
        _ view: EntryView,
        _ answers: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        guard !uses.isEmpty else { return true }
        var isOpen = true
        for use in uses {
            if isOpen {
                if answers[use.clause] == 0 {
                    answers[use.clause] = questions.holds(use.clause, for: view) ? 1 : 2
                }
                isOpen = answers[use.clause] == 1
            }
            guard use.isLastOfGroup else { continue }
            if isOpen { return true }
            isOpen = true
        }
        return false
    }
}
