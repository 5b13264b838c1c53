public import SyncRules

/// What the joins of one rule find for one object, group by group.
public struct JoinTrace: Sendable, Hashable {
    /// One condition.
    public struct Clause: Sendable, Hashable {
        /// The condition as the rule has it.
        public let clause: JoinClause
        /// The object's own values.
        public let values: [[UInt8]]
        /// The metaverse objects that have one of them, ascending.
        public let found: [MetaverseID]
    }

    /// The conditions that must all hold.
    public struct Group: Sendable, Hashable {
        /// The conditions.
        public let clauses: [Clause]
        /// The metaverse objects for which all of them hold, ascending; exactly one is a match.
        public let candidates: [MetaverseID]

        /// The metaverse object that the group finds; nothing where it finds none, or several.
        public var match: MetaverseID? { candidates.count == 1 ? candidates.first : nil }

        /// The criterion as people write it: `mail = mail and cn = cn`.
        public var criterion: String { clauses.map(\.clause.description).joined(separator: " and ") }
    }

    /// The rule.
    public let rule: SyncRule
    /// Its groups, in the order in which they are tried.
    public let groups: [Group]
}
