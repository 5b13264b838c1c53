/// What became of one rule.
public struct RuleMergeOutcome: Sendable, Hashable, Codable {
    /// The kinds of outcomes; of several that hold, the first in the order of conflict, updated, edited, disabled, kept.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A standard rule as it was generated, that stays so.
        case kept
        /// A standard rule that is new, or was asked back.
        case added
        /// A standard rule that is no longer generated, and that nobody had edited.
        case removed
        /// A standard rule of which parts were taken from what was generated anew.
        case updated
        /// A standard rule that somebody edited, and that stays as it is.
        case edited
        /// A standard rule that somebody switched off, and that is as generated but for that.
        case disabled
        /// A standard rule that somebody deleted, and that stays deleted.
        case deleted
        /// A standard rule with a conflict that nobody decided; what concerns it stays as it is.
        case conflict
        /// A rule with the tag of a template that the catalogue does not know.
        case unknown
        /// A rule without a tag: somebody's own.
        case custom
    }

    /// The rule.
    public let rule: RuleMergeSubject
    /// What became of it.
    public let kind: Kind
    /// The parts that were taken from what was generated anew.
    public let taken: [RulePart]
    /// The parts that somebody edited and that stay so.
    public let edited: [RulePart]
    /// Whether the rule is switched off.
    public let isDisabled: Bool

    init(
        _ rule: PortableRule,
        _ kind: Kind,
        taken: [RulePart] = [],
        edited: [RulePart] = []
    ) {
        self.rule = RuleMergeSubject(rule)
        self.kind = kind
        self.taken = taken
        self.edited = edited
        isDisabled = rule.isDisabled
    }
}
