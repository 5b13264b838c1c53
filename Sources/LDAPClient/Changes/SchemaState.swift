import Directory

/// What tells whether a server's schema has changed, without reading it.
///
/// Two equal states of one server mean that no change was noted between them. How much a server notes is its own matter:
/// Active Directory writes `schemaInfo` anew with each change (MS-ADTS section 3.1.1.2.4.3.1); slapd keeps the times of
/// its subschema entry from its start on, whatever is added later.
public struct SchemaState: Sendable, Hashable, Codable {
    /// What was noted, by the name of the attribute; bytes in hexadecimal.
    public let marks: [String: [String]]

    init(marks: [String: [String]]) { self.marks = marks }

    /// What to ask the head of a schema naming context.
    static let headAttributes: [AttributeName] = [
        "schemaInfo", "objectVersion", "uSNChanged", "modifyTimestamp", "entryCSN",
    ]
    /// What to ask a subschema entry (RFC 4512 section 4.2).
    static let subschemaAttributes: [AttributeName] = [
        "modifyTimestamp", "createTimestamp", "contextCSN", "entryCSN",
    ]
}
