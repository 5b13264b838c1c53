public import Directory

/// A class as a schema defines it (RFC 4512 section 4.1.1; MS-ADTS 3.1.1.2.4).
///
/// The lists are the class's own; what it gains through its superiors and auxiliaries is its `ClassClosure`.
public struct ObjectClass: Sendable, Hashable, Codable {
    /// `lDAPDisplayName`, or the first NAME.
    public var name: AttributeName
    /// `governsID`, or the numeric OID.
    public var oid: OID?
    /// What it may be used for.
    public var kind = ObjectClassKind.structural
    /// The class above; nothing for `top`.
    public var superior: AttributeName?
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

    /// Makes a class with no more than a name.
    public init(name: AttributeName) { self.name = name }
}
