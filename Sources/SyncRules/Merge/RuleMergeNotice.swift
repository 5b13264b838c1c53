/// Something about a merge that somebody should know, and that changes nothing.
public struct RuleMergeNotice: Sendable, Hashable, Codable {
    /// The kinds of notices.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A rule that somebody deleted was generated otherwise than before.
        case deletedRuleMoved
        /// The template of somebody's own rule was generated otherwise than before, or no longer.
        case templateOfCloneMoved
        /// A second rule of one template does not follow it.
        case templateOfCopyMoved
        /// An edited rule stays although its template is no longer generated.
        case editedRuleOrphaned
        /// An edited rule lost its tag, which the rule as generated has now.
        case tagPassedOn
    }

    /// What it is.
    public let kind: Kind
    /// The rule.
    public let rule: RuleMergeSubject
    /// The tag of the template that it is about.
    public let template: String
    /// The parts that differ from those generated before; empty where the template is gone.
    public let parts: [PortableRuleChange.Part]
    /// One sentence: what it is, and what can be done.
    public let sentence: String
}
