/// What came out of a merge.
public struct RuleMergeResult: Sendable, Hashable, Codable {
    /// The rules, by number, name and connector.
    public let rules: [PortableRule]
    /// What became of each rule, in the order of the rules; rules that are not there stand where they would be.
    public let outcomes: [RuleMergeOutcome]
    /// The parts that both sides changed, those that were decided among them.
    public let conflicts: [RuleMergeConflict]
    /// What somebody should know besides.
    public let notices: [RuleMergeNotice]
    /// The rules that got another number, and nothing else by that.
    public let renumbered: [RuleRenumbering]
    /// How many rules of each outcome there are.
    public let counts: RuleMergeCounts

    init(
        rules: [PortableRule],
        outcomes: [RuleMergeOutcome],
        conflicts: [RuleMergeConflict],
        notices: [RuleMergeNotice],
        renumbered: [RuleRenumbering]
    ) {
        self.rules = rules
        self.outcomes = outcomes
        self.conflicts = conflicts
        self.notices = notices
        self.renumbered = renumbered
        counts = RuleMergeCounts(outcomes)
    }

    /// Whether some rule is another than before: added, removed, or with parts taken from what was generated anew.
    public var hasChanges: Bool {
        outcomes.contains { $0.kind == .added || $0.kind == .removed || !$0.taken.isEmpty } || !renumbered.isEmpty
    }

    /// The conflicts that nobody decided.
    public var openConflicts: [RuleMergeConflict] { conflicts.filter { $0.resolution == nil } }
}
