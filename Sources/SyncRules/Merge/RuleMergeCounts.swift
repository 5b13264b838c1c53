/// How many rules a merge kept, added, removed and so on; each rule is counted once.
public struct RuleMergeCounts: Sendable, Hashable, Codable {
    /// Standard rules that are as generated.
    public let kept: Int
    /// Standard rules that are new, or were asked back.
    public let added: Int
    /// Standard rules that went.
    public let removed: Int
    /// Standard rules of which parts changed.
    public let updated: Int
    /// Standard rules that somebody edited, and that stay.
    public let edited: Int
    /// Standard rules that are switched off, and otherwise as generated.
    public let disabled: Int
    /// Standard rules that stay deleted.
    public let deleted: Int
    /// Standard rules with an open conflict.
    public let conflict: Int
    /// Rules whose template the catalogue does not know.
    public let unknown: Int
    /// Rules that somebody made.
    public let custom: Int

    init(_ outcomes: [RuleMergeOutcome]) {
        func count(_ kind: RuleMergeOutcome.Kind) -> Int { outcomes.count { $0.kind == kind } }
        kept = count(.kept)
        added = count(.added)
        removed = count(.removed)
        updated = count(.updated)
        edited = count(.edited)
        disabled = count(.disabled)
        deleted = count(.deleted)
        conflict = count(.conflict)
        unknown = count(.unknown)
        custom = count(.custom)
    }
}
