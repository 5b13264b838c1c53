import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("A full synchronization that checks what has not changed")
struct CheckingSynchronizationTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A store with the objects of two forests.
    private func store(_ forests: inout SmallForests) async throws -> WorkspaceStore {
        let path = folder.file("store.sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        let store = try WorkspaceStore(path: path)
        for change in forests.first(store.table) { try await store.replaceConnectorSpace(of: change.0, with: change.1) }
        return store
    }

    /// The same store a second time, as it is now.
    private func copy(of store: WorkspaceStore, _ number: Int) throws -> WorkspaceStore {
        let path = folder.file("copy\(number).sqlite").path(percentEncoded: false)
        try StoreFixture.copy(store.path, to: path)
        return try WorkspaceStore(path: path)
    }

    private func checking(
        _ store: WorkspaceStore,
        _ rules: [SyncRule]? = nil,
        clock: FileTime = FileTime(unixSeconds: 0),
        program: String = ""
    ) async throws -> SynchronizationCounts {
        let run = CheckingSynchronization(
            SmallForests.synchronization(store, rules, clock: clock, program: program)
        )
        return try await store.synchronize { try run.run(in: $0) { _ in } }
    }

    private func everything(_ store: WorkspaceStore, _ rules: [SyncRule]? = nil) async throws -> SynchronizationCounts {
        let run = SmallForests.synchronization(store, rules)
        return try await store.synchronize { try run.run(in: $0) { _ in } }
    }

    @Test("gives what working out everything would, round after round", arguments: SeededGenerator.seeds(30))
    func likeEverything(_ seed: UInt64) async throws {
        try await compare(seed, nil)
    }

    @Test(
        "works out again what hangs on what it was, such as flows for new objects",
        arguments: SeededGenerator.seeds(30)
    )
    func history(_ seed: UInt64) async throws {
        try await compare(seed, SmallForests.rulesWithHistory)
    }

    /// Runs both ways round after round, in some rounds after a run of what has changed.
    private func compare(_ seed: UInt64, _ rules: [SyncRule]?) async throws {
        var forests = SmallForests(SeededGenerator(seed: seed))
        let store = try await store(&forests)
        _ = try await everything(store, rules)
        var checked = 0
        for round in 1...8 {
            for change in forests.next(store.table) {
                try await store.replaceConnectorSpace(of: change.0, with: change.1)
            }
            if round.isMultiple(of: 3) {
                let delta = DeltaSynchronization(SmallForests.synchronization(store, rules))
                _ = try await store.synchronize { try delta.run(in: $0) { _ in } }
            }
            let other = try copy(of: store, round)
            let (small, large) = (try await checking(store, rules), try await everything(other, rules))
            if small.fullBecause == nil { checked += 1 }
            #expect(small.fullBecause?.hasPrefix("The store") != true, "\(forests.description), round \(round)")
            let figures = (SynchronizedState.figures(small), SynchronizedState.figures(large))
            #expect(figures.0 == figures.1, "\(forests.description), round \(round)")
            let (one, two) = (try await SynchronizedState.lines(store), try await SynchronizedState.lines(other))
            #expect(one == two, "\(forests.description), round \(round): \(Set(one).symmetricDifference(two).sorted())")
            if one != two || figures.0 != figures.1 { return }
        }
        #expect(checked >= 4, "most rounds work out what has changed alone: \(checked) did")
    }

    @Test("works out nothing and writes nothing where nothing has changed")
    func nothing() async throws {
        var forests = SmallForests(SeededGenerator(seed: 5))
        let store = try await store(&forests)
        let first = try await everything(store)
        let before = try StoreFixture.everything(in: store.path)
        let counts = try await checking(store)
        #expect(counts.fullBecause == nil && counts.evaluated < first.evaluated / 4)
        #expect(counts.images == first.images && counts.metaverse == first.metaverse)
        #expect(try StoreFixture.everything(in: store.path) == before)
    }

    private static let firstObject = "WHERE rowid = (SELECT min(rowid) FROM metaverse_object)"
    private static let firstImage = "WHERE rowid = (SELECT min(rowid) FROM image WHERE wanted = 1)"

    @Test(
        "finds and mends whatever is otherwise than a run has left it",
        arguments: [
            "UPDATE metaverse_object SET class = 'group' \(firstObject)",
            "UPDATE metaverse_object SET entry = (SELECT entry FROM metaverse_object ORDER BY rowid DESC LIMIT 1) "
                + firstObject,
            "DELETE FROM metaverse_object \(firstObject)",
            "INSERT INTO metaverse_object SELECT randomblob(16), class, entry FROM metaverse_object LIMIT 1",
            "UPDATE image SET class = 'group' \(firstImage)",
            "UPDATE image SET entry = (SELECT entry FROM image ORDER BY rowid DESC LIMIT 1) \(firstImage)",
            "UPDATE image SET anchor = 'another' \(firstImage)",
            "DELETE FROM image \(firstImage)",
            "INSERT INTO image (connector, wanted, anchor, metaverse, class, entry) "
                + "SELECT connector, wanted, 'another', metaverse, class, entry FROM image \(firstImage)",
            "INSERT INTO image (connector, wanted, anchor, metaverse, class, entry) "
                + "SELECT connector, wanted, 'another', randomblob(16), class, entry FROM image \(firstImage)",
            "UPDATE space_link SET metaverse = (SELECT metaverse FROM space_link ORDER BY object DESC LIMIT 1) "
                + "WHERE object = (SELECT min(object) FROM space_link)",
            "DELETE FROM space_link WHERE object = (SELECT min(object) FROM space_link)",
            "DELETE FROM space_link WHERE object = (SELECT max(object) FROM space_link)",
            "INSERT INTO space_link SELECT number, (SELECT metaverse FROM space_link LIMIT 1) FROM space_object "
                + "WHERE number NOT IN (SELECT object FROM space_link) LIMIT 1",
            "DELETE FROM metaverse_object; DELETE FROM image; DELETE FROM space_link",
        ]
    )
    func damage(_ sql: String) async throws {
        var forests = SmallForests(SeededGenerator(seed: 11))
        let store = try await store(&forests)
        _ = try await everything(store)
        let before = try await SynchronizedState.lines(store)
        try StoreFixture.execute(sql, in: store.path)
        #expect(try await checking(store).fullBecause?.hasPrefix("The store is otherwise") == true)
        #expect(try await SynchronizedState.lines(store) == before)
        #expect(try await checking(store).fullBecause == nil, "what was mended is as it should be")
        #expect(try await SynchronizedState.lines(store) == before)
    }

    @Test("works out everything where a rule reads the clock, another program runs, or nothing was left")
    func everyObject() async throws {
        var forests = SmallForests(SeededGenerator(seed: 3))
        let store = try await store(&forests)
        #expect(try await checking(store).fullBecause == "There is nothing to go on from.")
        #expect(try await checking(store).fullBecause == nil)
        #expect(try await checking(store, program: "2").fullBecause?.contains("Rules") == true)
        let rules = SmallForests.rulesWithClock
        for year in 1...2 {
            let clock = FileTime(unixSeconds: Int64(year) * 366 * 86_400)
            let because = try await checking(store, rules, clock: clock).fullBecause
            #expect(because?.contains(year == 1 ? "Rules" : "\"rule 105\" reads the clock") == true)
            let lines = try await SynchronizedState.lines(store)
            #expect(lines.contains { $0.contains("pager=\(1970 + year)") })
            #expect(!lines.contains { $0.contains("pager=\(1970 + year - 1)") })
        }
    }
}
