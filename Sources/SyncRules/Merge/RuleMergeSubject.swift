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
            ? Self.key(ofTag: rule.immutableTag)
            : rule.identifier ?? "\(rule.direction.rawValue) \(rule.name)"
    }

    /// What rules of a template are known by, whatever its revision.
    public static func key(ofTag tag: String) -> String { TemplateTag(tag)?.family ?? tag }
}
