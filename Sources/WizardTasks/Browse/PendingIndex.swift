import Directory
import SQLiteStore
public import SyncEngine
import SyncRules

/// What waits to be exported, by object: enough to count it, to filter it and to turn pages, without what changes.
public struct PendingIndex: Sendable {
    /// Which of it is wanted.
    public struct Filter: Sendable, Hashable {
        /// One operation alone.
        public var operation: PendingExport.Operation?
        /// One class of the tenant alone.
        public var objectClass: String?
        /// Text that the label or the source anchor contains, whatever its case.
        public var text: String?

        /// A filter that everything passes.
        public init() {}
    }

    /// The objects: additions and updates first, each ascending by source anchor.
    public let keys: [PendingKey]

    /// Reads the index of a workspace.
    public static func read(_ workspace: Workspace) async throws -> PendingIndex {
        PendingIndex(keys: try await workspace.store.pendingKeys(of: .tenant, labels: ValueText.labels))
    }

    /// How many changes there are of each operation.
    public var counts: [PendingExport.Operation: Int] {
        keys.reduce(into: [:]) { $0[$1.operation, default: 0] += 1 }
    }

    /// The classes that occur, ascending.
    public var classes: [String] { Set(keys.map(\.objectClass)).sorted().map(\.spelling) }

    /// Those that pass a filter.
    public func matching(_ filter: Filter) -> [PendingKey] {
        let text = filter.text?.lowercased()
        let wanted = filter.objectClass?.lowercased()
        return keys.filter { key in
            (filter.operation == nil || key.operation == filter.operation)
                && (wanted == nil || key.objectClass.spelling.lowercased() == wanted)
                && (text.map { key.label.lowercased().contains($0) || key.anchor.lowercased().contains($0) } ?? true)
        }
    }
}
