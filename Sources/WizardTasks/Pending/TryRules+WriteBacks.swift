import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// What would be written back to forests.
extension TryRules {
    /// How what waits for one forest differs.
    public struct Forest: Sendable, Hashable, Encodable {
        /// Its name.
        public let name: String
        /// How many of its objects would wait with the rules as they are, by operation.
        public let before: [String: Int]
        /// The same with the rules of the file.
        public let after: [String: Int]
        /// What differs; the anchors are the objects' own.
        public let comparison: PendingComparison
    }

    /// What waits with the rules of one side, and what it follows from.
    struct Side {
        let spaces: ObjectSpaces
        let rules: ObjectRules
        let waiting: [WaitingWriteBack]
    }

    /// What is held of write-backs to all forests: both sides begin with it.
    static func held(_ workspace: Workspace) async throws -> HeldWriteBacks {
        let store = workspace.store
        var held = HeldWriteBacks(objects: try await store.copyObjects { _ in true })
        for forest in workspace.configuration.forests {
            let changes = try await store.heldWriteBacks(of: forest.connector)
            held.changes.merge(changes) { first, _ in first }
            let copies: [ConnectorSpaceIdentity: CopiedChange] = try await store.copies(of: forest.connector)
            held.written.merge(copies.mapValues(\.attributes)) { first, _ in first }
            held.partitions[forest.connector] = try await store.partitions(of: forest.connector)
        }
        return held
    }

    /// The forests that something waits for on one side at least, in their order.
    static func forests(
        _ one: Side,
        _ other: Side,
        called path: String,
        hiding sensitive: SensitiveAttributes
    ) -> [Forest] {
        one.spaces.workspace.configuration.forests.compactMap { forest in
            let mine = TriedForest(forest, one, hiding: sensitive)
            let theirs = TriedForest(forest, other, hiding: sensitive)
            guard !mine.isEmpty || !theirs.isEmpty else { return nil }
            var comparison = PendingComparison("the rules as they are", mine.changes, path, theirs.changes)
            mine.nameRules(of: &comparison.objects) { $0.second == nil }
            theirs.nameRules(of: &comparison.objects) { $0.second != nil }
            return Forest(name: forest.name, before: mine.counts, after: theirs.counts, comparison: comparison)
        }
    }
}
