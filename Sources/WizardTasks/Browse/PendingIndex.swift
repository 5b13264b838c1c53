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
    /// How many changes there are of each operation.
    public let counts: [PendingExport.Operation: Int]
    /// The classes that occur, ascending.
    public let classes: [String]
    /// What text is looked for in, for each object: its label and its source anchor in small letters.
    private let texts: [[UInt8]]

    init(keys: [PendingKey]) {
        self.keys = keys
        counts = keys.reduce(into: [:]) { $0[$1.operation, default: 0] += 1 }
        classes = Set(keys.map(\.objectClass)).sorted().map(\.spelling)
        texts = keys.map { Array("\($0.label)\n\($0.anchor)".lowercased().utf8) }
    }

    /// Reads the index of a workspace.
    public static func read(_ workspace: Workspace) async throws -> PendingIndex {
        PendingIndex(keys: try await workspace.store.pendingKeys(of: .tenant, labels: ValueText.labels))
    }

    /// Those that pass a filter.
    public func matching(_ filter: Filter) -> [PendingKey] {
        guard filter != Filter() else { return keys }
        let text = filter.text.map { Array($0.lowercased().utf8) } ?? []
        let wanted = filter.objectClass.map { AttributeName($0) }
        return zip(keys, texts).filter { key, own in
            (filter.operation == nil || key.operation == filter.operation)
                && (wanted == nil || key.objectClass == wanted) && Self.contains(text, in: own)
        }.map(\.0)
    }

    private static func contains(_ text: [UInt8], in own: [UInt8]) -> Bool {
        guard let first = text.first else { return true }
        guard own.count >= text.count else { return false }
        return own.withUnsafeBufferPointer { own in
            for start in 0...(own.count - text.count) where own[start] == first {
                if own[start..<start + text.count].elementsEqual(text) { return true }
            }
            return false
        }
    }
}
