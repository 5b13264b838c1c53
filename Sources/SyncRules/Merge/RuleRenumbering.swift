/// A rule that got another number.
public struct RuleRenumbering: Sendable, Hashable, Codable {
    /// The rule.
    public let rule: RuleMergeSubject
    /// The number that it had.
    public let from: Int
    /// The number that it has.
    public let to: Int
}
