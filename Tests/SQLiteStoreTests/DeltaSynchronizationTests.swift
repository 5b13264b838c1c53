import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("A synchronization of what has changed")
struct DeltaSynchronizationTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func store() throws -> WorkspaceStore {
        let path = folder.file("store.sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        return try WorkspaceStore(path: path)
    }

    /// The same store a second time, as it is now.
    private func copy(of store: WorkspaceStore, _ number: Int) throws -> WorkspaceStore {
        let path = folder.file("copy\(number).sqlite").path(percentEncoded: false)
        try StoreFixture.copy(store.path, to: path)
        return try WorkspaceStore(path: path)
    }

    private func delta(_ store: WorkspaceStore, _ rules: [SyncRule]? = nil) async throws -> SynchronizationCounts {
        let run = DeltaSynchronization(SmallForests.synchronization(store, rules))
        return try await store.synchronize { try run.run(in: $0) { _ in } }
    }

    private func full(_ store: WorkspaceStore) async throws -> SynchronizationCounts {
        let run = SmallForests.synchronization(store)
        return try await store.synchronize { try run.run(in: $0) { _ in } }
    }

    @Test("gives what a full one would, round after round", arguments: SeededGenerator.seeds(30))
    func likeFull(_ seed: UInt64) async throws {
        var forests = SmallForests(SeededGenerator(seed: seed))
        let store = try store()
        for change in forests.first(store.table) { try await store.replaceConnectorSpace(of: change.0, with: change.1) }
        _ = try await full(store)
        var looked = 0
        for round in 1...8 {
            for change in forests.next(store.table) {
                try await store.replaceConnectorSpace(of: change.0, with: change.1)
            }
            let other = try copy(of: store, round)
            let (small, large) = (try await delta(store), try await full(other))
            if small.fullBecause == nil { looked += 1 }
            #expect(
                SynchronizedState.figures(small) == SynchronizedState.figures(large),
                "\(forests.description), round \(round)"
            )
            let (one, two) = (try await SynchronizedState.lines(store), try await SynchronizedState.lines(other))
            #expect(small.images == one.count { $0.hasPrefix("image ") }, "\(forests.description), round \(round)")
            #expect(one == two, "\(forests.description), round \(round): \(Set(one).symmetricDifference(two).sorted())")
            if one != two || SynchronizedState.figures(small) != SynchronizedState.figures(large) { return }
        }
        #expect(looked >= 4, "most rounds look at what has changed alone: \(looked) did")
    }

    @Test("joins by what flows keep as a full one does", arguments: SeededGenerator.seeds(10))
    func keptJoins(_ seed: UInt64) async throws {
        let rules = SmallForests.rulesThatKeepJoins
        var forests = SmallForests(SeededGenerator(seed: seed))
        let store = try store()
        for change in forests.first(store.table) { try await store.replaceConnectorSpace(of: change.0, with: change.1) }
        _ = try await delta(store, rules)
        for round in 1...8 {
            for change in forests.next(store.table) {
                try await store.replaceConnectorSpace(of: change.0, with: change.1)
            }
            let other = try copy(of: store, round)
            let full = SmallForests.synchronization(other, rules)
            let large = try await other.synchronize { try full.run(in: $0) { _ in } }
            let small = try await delta(store, rules)
            #expect(
                SynchronizedState.figures(small) == SynchronizedState.figures(large),
                "\(forests.description), round \(round)"
            )
            let (one, two) = (try await SynchronizedState.lines(store), try await SynchronizedState.lines(other))
            #expect(one == two, "\(forests.description), round \(round): \(Set(one).symmetricDifference(two).sorted())")
            if one != two { return }
        }
    }

    @Test("writes nothing where nothing has changed")
    func nothing() async throws {
        var forests = SmallForests(SeededGenerator(seed: 5))
        let store = try store()
        for change in forests.first(store.table) { try await store.replaceConnectorSpace(of: change.0, with: change.1) }
        _ = try await full(store)
        _ = try await delta(store)
        let before = try StoreFixture.everything(in: store.path)
        let counts = try await delta(store)
        #expect(counts.fullBecause == nil && counts.projected == 0)
        #expect(try StoreFixture.everything(in: store.path) == before)
    }

    @Test("looks at every object where rules are others, or what was left is damaged, and says why")
    func everything() async throws {
        var forests = SmallForests(SeededGenerator(seed: 7))
        let store = try store()
        for change in forests.first(store.table) { try await store.replaceConnectorSpace(of: change.0, with: change.1) }
        #expect(try await delta(store).fullBecause == "There is nothing to go on from.")
        #expect(try await delta(store).fullBecause == nil)
        let fewer = Array(SmallForests.rules.dropLast())
        #expect(try await delta(store, fewer).fullBecause == "Rules, schemas or parameters are others than they were.")
        #expect(try await delta(store, fewer).fullBecause == nil)
        for part in ["head", "targets", "given-ends", "identifiers"] {
            try StoreFixture.execute(
                "UPDATE run_memory SET bytes = substr(bytes, 1, length(bytes) - 1) WHERE part = '\(part)'",
                in: store.path
            )
            #expect(try await delta(store, fewer).fullBecause == "There is nothing to go on from.", "\(part)")
            #expect(try await delta(store, fewer).fullBecause == nil)
        }
    }
}
