public import Directory

/// How many objects of one class wait for one operation.
public struct PendingCount: Sendable, Hashable {
    /// What is done.
    public let operation: PendingExport.Operation
    /// The class on the tenant's side.
    public let objectClass: AttributeName
    /// How many.
    public let count: Int

    /// Counts.
    public init(operation: PendingExport.Operation, objectClass: AttributeName, count: Int) {
        self.operation = operation
        self.objectClass = objectClass
        self.count = count
    }
}
