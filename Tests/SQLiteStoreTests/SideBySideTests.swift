import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("Objects that are evaluated side by side")
struct SideBySideTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func copy(of store: WorkspaceStore, _ name: String) throws -> WorkspaceStore {
        let path = folder.file("\(name).sqlite").path(percentEncoded: false)
        try StoreFixture.copy(store.path, to: path)
        return try WorkspaceStore(path: path)
    }

    private func run(
        _ store: WorkspaceStore,
        _ rules: [SyncRule],
        on cores: Cores
    ) async throws -> SynchronizationCounts {
        let run = SmallForests.synchronization(store, rules, cores: cores)
        return try await store.synchronize { try run.run(in: $0) { _ in } }
    }

    /// Every byte of the store is compared: metaverse, links, images, what waits for exports, and what the run leaves for
    /// the next one.
    private func compare(_ seed: UInt64, _ rules: [SyncRule]) async throws {
        var forests = SmallForests(SeededGenerator(seed: seed))
        let path = folder.file("store.sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        let store = try WorkspaceStore(path: path)
        for change in forests.first(store.table) { try await store.replaceConnectorSpace(of: change.0, with: change.1) }
        for round in 0..<3 {
            let others = try [Cores(2, portion: 1), Cores(7, portion: 1), Cores(7, portion: 3)].map { cores in
                (cores, try copy(of: store, "\(round)-\(cores.count)-\(cores.portion)"))
            }
            let figures = try await run(store, rules, on: Cores(1))
            let bytes = try StoreFixture.everything(in: store.path)
            for (cores, other) in others {
                let about: Comment = "\(forests.description), round \(round), \(cores)"
                let counts = try await run(other, rules, on: cores)
                #expect(SynchronizedState.figures(counts) == SynchronizedState.figures(figures), about)
                #expect(counts.evaluated == figures.evaluated, about)
                let same = try StoreFixture.everything(in: other.path) == bytes
                #expect(same, about)
                if !same { return }
            }
            for change in forests.next(store.table) {
                try await store.replaceConnectorSpace(of: change.0, with: change.1)
            }
        }
    }

    @Test("become the same on one, two and seven threads, to the last byte", arguments: SeededGenerator.seeds(15))
    func same(_ seed: UInt64) async throws { try await compare(seed, SmallForests.rules) }

    @Test("become the same where values hang on what they were", arguments: SeededGenerator.seeds(10))
    func sameWithHistory(_ seed: UInt64) async throws { try await compare(seed, SmallForests.rulesWithHistory) }

    @Test("leave the store as it was where the run is cancelled in the middle")
    func cancelled() async throws {
        var forests = SmallForests(SeededGenerator(seed: 3))
        let path = folder.file("store.sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        let store = try WorkspaceStore(path: path)
        for change in forests.first(store.table) { try await store.replaceConnectorSpace(of: change.0, with: change.1) }
        let before = try StoreFixture.everything(in: path)
        let run = SmallForests.synchronization(store, cores: Cores(7, portion: 1))
        let task = Task {
            try await store.synchronize { transaction in
                // The second pass has begun, and others are at work.
                try run.run(in: transaction) { _ in withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(try StoreFixture.everything(in: path) == before)
        _ = try await self.run(store, SmallForests.rules, on: Cores(7, portion: 1))
        #expect(try await !store.metaverse().isEmpty)
    }
}
