public import Directory

/// A class as a schema defines it (RFC 4512 section 4.1.1; MS-ADTS 3.1.1.2.4).
///
/// The lists are the class's own; what it gains through its superiors and auxiliaries is its `ClassClosure`.
public struct ObjectClass: SchemaElement, Codable {
    /// `lDAPDisplayName`, or the first NAME.
    public var name: AttributeName
    /// `governsID`, or the numeric OID.
    public var oid: OID?
    /// Further names.
    public var aliases: [AttributeName]?
    /// What stands in the place of the OID where that is no number, such as `person-oid`.
    public var identifier: String?
    /// `cn`, by which change records of Active Directory name the definition.
    public var commonName: String?
    /// What it is for, in words; no part of any comparison.
    public var summary: String?
    /// What it may be used for.
    public var kind = ObjectClassKind.structural
    /// The class above; nothing for `top`.
    public var superior: AttributeName?
    /// More classes above, where a definition names several; nothing where it does not.
    public var furtherSuperiors: [AttributeName]?
    /// `auxiliaryClass` and `systemAuxiliaryClass`, sorted.
    public var auxiliaries: [AttributeName] = []
    /// `mustContain` and `systemMustContain`, sorted.
    public var must: [AttributeName] = []
    /// `mayContain` and `systemMayContain`, sorted.
    public var may: [AttributeName] = []
    /// `possSuperiors` and `systemPossSuperiors`, sorted.
    public var possibleSuperiors: [AttributeName] = []
    /// Whether it has been retired.
    public var isDefunct = false
    /// What a content rule adds to it; nothing where there is none.
    public var contentRule: ContentRule?
    /// `schemaIDGUID` in lower case without braces.
    public var schemaGUID: String?

    /// All classes directly above.
    public var superiors: [AttributeName] {
        guard let superior else { return [] }
        return [superior] + (furtherSuperiors ?? [])
    }

    /// Its other names.
    public var furtherNames: [AttributeName] { aliases ?? [] }

    /// The same without what is said to people only.
    public var meaning: Self {
        var meaning = self
        meaning.summary = nil
        return meaning
    }
}

extension ObjectClass {
    /// Makes a class with no more than a name.
    public init(name: AttributeName) { self.init(name: name, aliases: nil) }
}
