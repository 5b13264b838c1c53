import Directory
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
    /// Where each clause that differs is asked.
    private let sources: [(scope: CompiledScope, place: Int)]

    /// `scopes` are those of the rules, with the rules' places.
    init(_ scopes: [(place: Int, scope: CompiledScope)]) {
        var rules: [Rule] = []
        var uses: [Use] = []
        var sources: [(scope: CompiledScope, place: Int)] = []
        var numbers: [Asked: Int] = [:]
        for (place, scope) in scopes {
            let first = uses.count
            for (number, one) in scope.all.enumerated() where !scope.admitsAll {
                let asked = Asked(
                    attribute: one.clause.attribute,
                    comparison: one.clause.comparison,
                    value: Array(one.value),
                    number: one.clause.number
                )
                let known = numbers[asked] ?? sources.count
                if known == sources.count {
                    numbers[asked] = known
                    sources.append((scope, number))
                }
                uses.append(Use(clause: known, isLastOfGroup: one.clause.isLastOfGroup))
            }
            rules.append(Rule(place: place, uses: first..<uses.count))
        }
        (self.rules, self.uses, self.sources) = (rules, uses, sources)
    }

    /// Adds the places of the rules that an entry is in scope of: one group whose clauses all hold, or no group at all.
    func find(_ view: EntryView, _ found: inout [Int]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, sources.count)) { answers in
            // 0 for a clause that has not been asked, 1 for one that holds, 2 for one that does not.
            answers.initialize(repeating: 0)
            uses.withUnsafeBufferPointer { uses in
                for rule in rules where admits(UnsafeBufferPointer(rebasing: uses[rule.uses]), view, answers) {
                    found.append(rule.place)
                }
            }
        }
    }

    private func admits(
        _ uses: UnsafeBufferPointer<Use>,
        _ view: EntryView,
        _ answers: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        guard !uses.isEmpty else { return true }
        var isOpen = true
        for use in uses {
            if isOpen {
                if answers[use.clause] == 0 {
                    let holds = sources[use.clause].scope.holds(sources[use.clause].place, for: view)
                    answers[use.clause] = holds ? 1 : 2
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
