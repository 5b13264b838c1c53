public import Directory

/// Which object of the tenant a pending export is about, without what it changes.
public struct PendingKey: Sendable, Hashable {
    /// What it does.
    public let operation: PendingExport.Operation
    /// The class on the tenant's side.
    public let objectClass: AttributeName
    /// The source anchor.
    public let anchor: String
    /// The first of the attributes that were asked for that has a value, or the tenant's name for the object.
    public let label: String

    /// Makes a key.
    public init(operation: PendingExport.Operation, objectClass: AttributeName, anchor: String, label: String) {
        self.operation = operation
        self.objectClass = objectClass
        self.anchor = anchor
        self.label = label
    }
}
