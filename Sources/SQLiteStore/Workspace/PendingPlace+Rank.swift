import SyncEngine

extension PendingPlace {
    /// The operations in the order of the list.
    static let order: [PendingExport.Operation] = [.delete, .update, .add]

    /// How the store orders operations.
    static func rank(_ operation: PendingExport.Operation) -> Int {
        switch operation {
        case .delete: 0
        case .update: 1
        case .add: 2
        }
    }
}
