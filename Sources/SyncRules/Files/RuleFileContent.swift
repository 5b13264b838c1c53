/// What one file of rules says.
public enum RuleFileContent: Sendable, Hashable {
    /// A rule.
    case rule(PortableRule)
    /// Only a change to a standard rule.
    case change(StandardRuleChange)
}
