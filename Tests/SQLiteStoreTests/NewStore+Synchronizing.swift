import SQLiteStore
import SyncEngine
import SyncRules
import Testing

extension NewStore {
    /// Synchronizes by the rules of a test: what has changed and nothing else, or everything.
    func synchronize(_ isDelta: Bool, _ rules: [SyncRule]) async throws -> SynchronizationCounts {
        let full = SmallForests.synchronization(store, rules)
        guard isDelta else { return try await store.synchronize { try full.run(in: $0) { _ in } } }
        let delta = DeltaSynchronization(full)
        let counts = try await store.synchronize { try delta.run(in: $0) { _ in } }
        #expect(counts.fullBecause == nil)
        return counts
    }
}
