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
        let run = DeltaSynchronization(
            connectors: SmallForests.connectors(rules),
            table: store.table,
            clock: FileTime(unixSeconds: 0)
        )
        return try await store.synchronize { try run.run(in: $0) { _ in } }
    }

    private func full(_ store: WorkspaceStore) async throws -> SynchronizationCounts {
        let run = FullSynchronization(
            connectors: SmallForests.connectors(),
            table: store.table,
            clock: FileTime(unixSeconds: 0)
        )
        return try await store.synchronize { try run.run(in: $0) { _ in } }
    }

    /// What a store holds after a synchronization, one line each.
    private func state(_ store: WorkspaceStore) async throws -> [String] {
        var lines: [String] = []
        for object in try await store.metaverse() {
            lines.append("mv \(object.identifier) \(object.objectClass) \(text(object.entry, store))")
        }
        for connector in [SmallForests.one, SmallForests.two] {
            for object in try await store.connectorSpace(of: connector) {
                lines.append("cs \(object.entry.dn) -> \(object.link.map(\.description) ?? "nothing")")
            }
        }
        for image in try await store.desiredImages(of: .tenant) {
            lines.append("image \(image.anchor) \(image.metaverse) \(image.objectClass) \(text(image.entry, store))")
        }
        return lines
    }

    private func text(_ packed: PackedEntry, _ store: WorkspaceStore) -> String {
        let values = packed.attributes.map { attribute in
            let name = store.table.name(of: attribute)?.spelling ?? "?"
            let values = packed.values(of: attribute).map { String(decoding: $0, as: UTF8.self) }.sorted()
            return "\(name)=\(values.joined(separator: "|"))"
        }
        return ([packed.dn] + values.sorted()).joined(separator: " ")
    }

    private func figures(_ counts: SynchronizationCounts) -> [String] {
        counts.metaverse.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            + ["images \(counts.images)", "projected \(counts.projected)", "joined \(counts.joined)"]
            + ["disconnected \(counts.disconnected)", "lost \(counts.lost)"]
            + counts.errors.map { "\($0.code) \($0.connector) \($0.object) \($0.rule ?? "")" }
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
            #expect(figures(small) == figures(large), "\(forests.description), round \(round)")
            let (one, two) = (try await state(store), try await state(other))
            #expect(small.images == one.count { $0.hasPrefix("image ") }, "\(forests.description), round \(round)")
            #expect(one == two, "\(forests.description), round \(round): \(Set(one).symmetricDifference(two).sorted())")
            if one != two || figures(small) != figures(large) { return }
        }
        #expect(looked >= 4, "most rounds look at what has changed alone: \(looked) did")
    }

    @Test("writes nothing where nothing has changed")
    func nothing() async throws {
        var forests = SmallForests(SeededGenerator(seed: 5))
        let store = try store()
        for change in forests.first(store.table) { try await store.replaceConnectorSpace(of: change.0, with: change.1) }
        _ = try await full(store)
        _ = try await delta(store)
        let before = try StoreFixture.content(of: store.path)
        let counts = try await delta(store)
        #expect(counts.fullBecause == nil && counts.projected == 0)
        #expect(try StoreFixture.content(of: store.path) == before)
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
