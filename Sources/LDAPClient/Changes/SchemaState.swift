import Directory

/// What tells whether a server's schema has changed, without reading it entry by entry.
///
/// Two equal states of one server mean that no change was noted between them. How much a server notes is its own matter:
/// Active Directory writes `schemaInfo` anew with each change (MS-ADTS section 3.1.1.2.4.3.1), and slapd keeps the times
/// of its subschema entry from its start on, whatever is added later. Where there is no `schemaInfo` the definitions
/// themselves are noted under `definitions`: how many entries there are and when the newest was changed, or the SHA-256
/// of all values of a subschema entry.
public struct SchemaState: Sendable, Hashable, Codable {
    /// What was noted, by the name of the attribute; bytes in hexadecimal.
    public let marks: [String: [String]]

    init(marks: [String: [String]]) { self.marks = marks }

    /// Whether the definitions themselves have to be noted, since the head does not tell of them.
    public var needsTimes: Bool { !marks.isEmpty && marks["schemainfo"] == nil && marks[Self.definitions] == nil }

    /// The same with the times of the definitions, where they are needed.
    public func noting(_ times: DefinitionTimes) -> SchemaState {
        guard needsTimes, let mark = times.mark else { return self }
        return SchemaState(marks: marks.merging([Self.definitions: mark]) { own, _ in own })
    }

    /// What to ask the head of a schema naming context.
    static let headAttributes: [AttributeName] = [
        "schemaInfo", "objectVersion", "uSNChanged", "modifyTimestamp", "entryCSN",
    ]
    /// What to ask a subschema entry (RFC 4512 section 4.2).
    static let subschemaAttributes: [AttributeName] = [
        "modifyTimestamp", "createTimestamp", "contextCSN", "entryCSN",
    ]
    /// What a subschema entry defines.
    static let definitionAttributes: [AttributeName] = [
        "attributeTypes", "dITContentRules", "dITStructureRules", "ldapSyntaxes", "matchingRules", "matchingRuleUse",
        "nameForms", "objectClasses",
    ]
    /// The name under which definitions themselves are noted.
    static let definitions = "definitions"
}
