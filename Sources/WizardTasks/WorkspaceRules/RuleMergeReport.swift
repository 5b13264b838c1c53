public import SyncRules

/// What merging regenerated rules with those that people changed or made came to.
public struct RuleMergeReport: Sendable, Hashable, Codable {
    /// How many rules were kept, added, edited and so on.
    public let counts: RuleMergeCounts
    /// The parts that both sides changed.
    public let conflicts: [RuleMergeConflict]
    /// What somebody should know besides.
    public let notices: [RuleMergeNotice]
    /// The rules that get another number.
    public let renumbered: [RuleRenumbering]
    /// Rules whose templates the catalogue does not know; they stay untouched.
    public let unknown: [String]
    /// The files of rules that get a new text.
    public let files: [String]
    /// Whether what is generated differs from what was generated before, seen or not.
    public let movesBase: Bool

    /// Whether applying it would change nothing.
    public var isEmpty: Bool { files.isEmpty && renumbered.isEmpty && !movesBase }
}
