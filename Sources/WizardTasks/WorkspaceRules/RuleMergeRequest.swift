public import SyncRules

/// How regenerated rules are to be merged into those that people work with.
public struct RuleMergeRequest: Sendable, Hashable, Codable {
    /// What was decided about single conflicts.
    public var decisions: [MergeDecision]
    /// Which version is taken where nothing was decided; nothing leaves a conflict open, and people's version stays.
    public var take: MergeDecision.Side?
    /// The deleted standard rules that are asked back, by name or tag.
    public var restored: [String]
    /// Whether the product's behaviour is wanted.
    public var isLikeEntra: Bool

    /// Describes a merge.
    public init(
        decisions: [MergeDecision] = [],
        take: MergeDecision.Side? = nil,
        restored: [String] = [],
        isLikeEntra: Bool = false
    ) {
        self.decisions = decisions
        self.take = take
        self.restored = restored
        self.isLikeEntra = isLikeEntra
    }

    var options: RuleMergeOptions {
        RuleMergeOptions(decisions: decisions, take: take, restored: Set(restored), isLikeEntra: isLikeEntra)
    }
}
