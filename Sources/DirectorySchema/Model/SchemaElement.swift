public import Directory

/// What attributes and classes have in common: how they are found, and told from each other.
public protocol SchemaElement: Hashable, Sendable {
    /// Its first name.
    var name: AttributeName { get }
    /// Its other names.
    var furtherNames: [AttributeName] { get }
    /// Its OID, where it has a number.
    var oid: OID? { get }
    /// Whether it has been retired.
    var isDefunct: Bool { get }
    /// The same without what is said to people only.
    var meaning: Self { get }
    /// The definition in the form of RFC 4512.
    var definition: RawDefinition { get }
}

extension SchemaElement {
    /// All its names, the first one first.
    public var names: [AttributeName] { [name] + furtherNames }
}
