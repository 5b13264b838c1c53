public import Directory

/// An attribute as a schema defines it (RFC 4512 section 4.1.2; MS-ADTS 3.1.1.2.3).
public struct AttributeType: SchemaElement, Codable {
    /// The name by which entries carry it: `lDAPDisplayName`, or the first NAME.
    public var name: AttributeName
    /// Further names.
    public var aliases: [AttributeName] = []
    /// `attributeID`, or the numeric OID.
    public var oid: OID?
    /// What stands in the place of the OID where that is no number, such as `mail-oid`.
    public var identifier: String?
    /// `cn`, by which change records of Active Directory name the definition.
    public var commonName: String?
    /// What it is for, in words; no part of any comparison.
    public var summary: String?
    /// The attribute from which it has what it does not say itself.
    public var superior: AttributeName?
    /// How values are compared; nothing where the source does not say.
    public var matching: MatchingRules?
    /// What its values are; nothing where it is inherited and the superior is not known.
    public var syntax: AttributeSyntax?
    /// Whether an entry can hold only one value.
    public var isSingleValued = false
    /// The least value or shortest length.
    public var rangeLower: Int64?
    /// The greatest value or longest length.
    public var rangeUpper: Int64?
    /// The number that ties a forward link (even) to its back link (odd).
    public var linkID: Int64?
    /// Indexing and confidentiality (MS-ADTS 2.2.9).
    public var searchFlags: Int64 = 0
    /// Replication and constructed attributes (MS-ADTS 2.2.10).
    public var systemFlags: Int64 = 0
    /// Whether the global catalog holds it.
    public var isInGlobalCatalog = false
    /// Whether it has been retired.
    public var isDefunct = false
    /// Whether only the server itself writes it: NO-USER-MODIFICATION, `systemOnly`; nothing for no.
    public var isReadOnly: Bool?
    /// Whether entries below share its values; nothing for no.
    public var isCollective: Bool?
    /// What it is for; nothing for data of users.
    public var usage: AttributeUsage?
    /// `schemaIDGUID` in lower case without braces.
    public var schemaGUID: String?

    /// Whether the server computes it when it is asked (FLAG_ATTR_IS_CONSTRUCTED).
    public var isConstructed: Bool { systemFlags & 0x4 != 0 }

    /// Whether it is a back link.
    public var isBackLink: Bool { linkID.map { $0 > 0 && !$0.isMultiple(of: 2) } ?? false }

    /// Whether reading it needs a further right (fCONFIDENTIAL).
    public var isConfidential: Bool { searchFlags & 0x80 != 0 }

    /// Its other names.
    public var furtherNames: [AttributeName] { aliases }

    /// The same without what is said to people only.
    public var meaning: Self {
        var meaning = self
        meaning.summary = nil
        return meaning
    }
}

extension AttributeType {
    /// Makes an attribute with no more than a name.
    public init(name: AttributeName) { self.init(name: name, aliases: []) }
}
