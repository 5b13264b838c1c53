/// Something that a careful colleague would say about a rule.
public struct LintFinding: Sendable, Hashable, Codable {
    /// The kinds of findings; their codes are stable.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// An expression that cannot be read, or does what its kinds of values do not allow.
        case brokenExpression = "LINT001"
        /// Something about an expression that deserves a second look.
        case doubtfulExpression = "LINT002"
        /// Two rules with one number: which of them wins is chance.
        case duplicatePrecedence = "LINT003"
        /// A scope that no object can be in.
        case unreachableScope = "LINT004"
        /// Rules for one class of a connector whose joins differ.
        case disagreeingJoins = "LINT005"
        /// An attribute that objects of the class cannot hold.
        case attributeNotOnClass = "LINT006"
        /// Flows into one attribute that come together in different ways.
        case mixedMerge = "LINT007"
        /// A flow that never decides, since a rule with a lower number always does.
        case shadowedFlow = "LINT008"
        /// A flow that is nothing but an error.
        case alwaysFails = "LINT009"
        /// Text in a rule that looks like a secret.
        case secret = "LINT010"
        /// A rule of a template whose version is not the catalogue's.
        case otherTemplateVersion = "LINT011"
        /// A copy of a standard rule that lacks flows which the standard rule has by now.
        case cloneBehindTemplate = "LINT012"
        /// A scope by membership in a group, which a run refuses.
        case groupScope = "LINT013"
        /// A flow of a standard rule that Dryad does not evaluate, whoever uses the rule.
        case notEvaluated = "LINT014"
        /// A join of a rule that makes metaverse objects on what no rule brings into the metaverse.
        case joinOnNothing = "LINT015"

        /// How bad it is.
        public var severity: ExchangeProblem.Severity {
            switch self {
            case .brokenExpression, .unreachableScope, .mixedMerge, .alwaysFails, .groupScope: .error
            case .duplicatePrecedence, .disagreeingJoins, .attributeNotOnClass, .secret, .cloneBehindTemplate,
                .joinOnNothing:
                .warning
            case .doubtfulExpression, .shadowedFlow, .otherTemplateVersion, .notEvaluated: .note
            }
        }
    }

    /// What it is.
    public let kind: Kind
    /// How bad it is.
    public let severity: ExchangeProblem.Severity
    /// The rule.
    public let rule: String
    /// The part of it: `flow mail`, `scope`; nothing where it is the rule as a whole.
    public let part: String?
    /// One sentence: what it is and what it leads to.
    public let sentence: String

    init(_ kind: Kind, _ rule: PortableRule, part: String? = nil, _ sentence: String) {
        self.kind = kind
        severity = kind.severity
        self.rule = rule.name
        self.part = part
        self.sentence = sentence
    }
}
