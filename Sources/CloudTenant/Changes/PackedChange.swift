public import Directory

/// One change as an exporter holds it: the packed entry, and which of its attributes are sent; no value is copied.
public struct PackedChange: Sendable, Hashable {
    /// What is asked.
    public let operation: TenantChange.Operation
    /// The class of the object.
    public let objectClass: AttributeName
    /// The source anchor of the object.
    public let anchor: String
    /// The entry that has the values; its name is the one that the exporter gives the object.
    public let entry: PackedEntry
    /// The attributes that are sent, in this order, of which one that the entry does not have is sent without values; nothing
    /// where all of the entry is sent.
    public let attributes: [AttributeID]?
    /// The name that the exporter gives the change; one that comes twice is carried out once.
    public let operationID: TenantOperationID?

    /// Makes a change; a deletion sends no attributes.
    public init(
        operation: TenantChange.Operation,
        objectClass: AttributeName,
        anchor: String,
        entry: PackedEntry,
        attributes: [AttributeID]?,
        operationID: TenantOperationID? = nil
    ) {
        self.operation = operation
        self.objectClass = objectClass
        self.anchor = anchor
        self.entry = entry
        self.attributes = operation == .delete ? [] : attributes
        self.operationID = operationID
    }

    /// The attributes that are sent; where all of the entry is sent, ascending by name.
    func sent(by order: AttributeOrder) -> [AttributeID] { attributes ?? order.sorted(entry.attributes) }
}
