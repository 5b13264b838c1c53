public import SyncRules

/// Whether one rule has an object in scope, clause by clause.
public struct ScopeTrace: Sendable, Hashable {
    /// One clause of a scoping filter with what it was held against.
    public struct Clause: Sendable, Hashable {
        /// The clause as the rule has it.
        public let clause: ScopeClause
        /// Whether it holds.
        public let holds: Bool
        /// The values that it was held against; none where the object lacks the attribute.
        public let values: [[UInt8]]
    }

    /// The rule.
    public let rule: SyncRule
    /// Its groups of clauses; an object is in scope where all clauses of one group hold, or where there is no group.
    public let groups: [[Clause]]

    /// Whether the object is in scope.
    public var isInScope: Bool { groups.isEmpty || groups.contains { $0.allSatisfy(\.holds) } }

    /// The clauses that keep the object out, of the group of which the fewest do.
    public var obstacles: [Clause] {
        guard !isInScope else { return [] }
        let failing = groups.map { $0.filter { !$0.holds } }
        return failing.min { $0.count < $1.count } ?? []
    }
}
