public import Directory

/// An attribute that an expression reads, as packed entries have it.
public struct PackedAttribute: Sendable, Hashable {
    /// Its number.
    public let attribute: AttributeID
    /// What its bytes mean.
    public let kind: ValueKind
    /// Whether it is the object's name, which is no attribute of an entry.
    public let isName: Bool

    /// Describes an attribute.
    public init(attribute: AttributeID, kind: ValueKind, isName: Bool = false) {
        self.attribute = attribute
        self.kind = kind
        self.isName = isName
    }
}
