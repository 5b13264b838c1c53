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

    /// Counts changes, in the order of operations and classes in which they first come.
    public static func all(of changes: [PendingExport]) -> [PendingCount] {
        var order: [PendingCount] = []
        var counts: [PendingCount: Int] = [:]
        for change in changes {
            let kind = PendingCount(operation: change.operation, objectClass: change.objectClass, count: 0)
            if counts.updateValue((counts[kind] ?? 0) + 1, forKey: kind) == nil { order.append(kind) }
        }
        return order.map {
            PendingCount(operation: $0.operation, objectClass: $0.objectClass, count: counts[$0] ?? 0)
        }
    }
}
