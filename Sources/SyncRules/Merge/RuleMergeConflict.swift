/// A part that both sides changed, each in another way.
public struct RuleMergeConflict: Sendable, Hashable, Codable {
    /// The rule.
    public let rule: RuleMergeSubject
    /// The part.
    public let part: RulePart
    /// As it was last generated; nothing where it was not there.
    public let base: String?
    /// As the workspace, or the server, has it; nothing where it is not there.
    public let theirs: String?
    /// As it was generated anew; nothing where it is not there.
    public let ours: String?
    /// Which version was taken; nothing where nobody decided, and theirs stays.
    public let resolution: MergeDecision.Side?
}
