import Directory

/// What a merge is asked for.
public struct RuleMergeOptions: Sendable, Hashable {
    /// What was decided about single conflicts; of two that concern one conflict the one for the part counts, then the
    /// later one.
    public var decisions: [MergeDecision]
    /// Which version is taken where nothing was decided; nothing leaves the conflict open.
    public var take: MergeDecision.Side?
    /// The deleted standard rules that are asked back: tags, tags without revision, or names.
    public var restored: Set<String>
    /// Connectors whose rules are left as they are, such as those of a forest that could not be read: nothing is asked back
    /// and nothing decided there.
    public var untouched: Set<String> = []
    /// Whether the product's behaviour is wanted instead of a merge part by part.
    ///
    /// An edited standard rule whose template changed then stays as it is, and the rule as generated is added beside it
    /// under the template's name, disabled; deleted standard rules come back enabled; disabled ones stay disabled.
    public var isLikeEntra: Bool

    /// Puts options together.
    public init(
        decisions: [MergeDecision] = [],
        take: MergeDecision.Side? = nil,
        restored: Set<String> = [],
        isLikeEntra: Bool = false
    ) {
        self.decisions = decisions
        self.take = take
        self.restored = restored
        self.isLikeEntra = isLikeEntra
    }

    /// Which version of a part is taken; nothing where nobody decided.
    func side(of part: RulePart, in subject: RuleMergeSubject) -> MergeDecision.Side? {
        guard !untouched.contains(ASCII.lowercased(subject.connector)) else { return nil }
        let all = decisions.filter { $0.concerns(subject) }
        let decision = all.last { $0.part == part } ?? all.last { $0.part == nil }
        return decision?.take ?? take
    }
}
