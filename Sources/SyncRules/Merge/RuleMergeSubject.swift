/// The rule that a line of a merge speaks of.
public struct RuleMergeSubject: Sendable, Hashable, Codable {
    /// The connector's GUID, or its name where only that is known.
    public let connector: String
    /// What the rule is known by: the tag without its revision for a standard rule, else the GUID, else direction and
    /// name.
    public let key: String
    /// The rule's name.
    public let name: String
    /// The rule's GUID; nothing where it has none.
    public let identifier: String?

    /// Names a rule.
    public init(_ rule: PortableRule) {
        connector = rule.connector
        name = rule.name
        identifier = rule.identifier
        key =
            rule.isStandard
            ? TemplateTag(rule.immutableTag)?.family ?? rule.immutableTag
            : rule.identifier ?? "\(rule.direction.rawValue) \(rule.name)"
    }
}
