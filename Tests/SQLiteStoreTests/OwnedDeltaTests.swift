import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("References by security identifiers where a run looks at what has changed alone")
struct OwnedDeltaTests {
    private let new: NewStore
    private var store: WorkspaceStore { new.store }

    init() throws { new = try NewStore() }

    /// The same store a second time, as it is now.
    private func copy(_ name: String) throws -> WorkspaceStore {
        let path = new.folder.file("copy\(name).sqlite").path(percentEncoded: false)
        try StoreFixture.copy(store.path, to: path)
        return try WorkspaceStore(path: path)
    }

    private func full(_ store: WorkspaceStore) async throws -> SynchronizationCounts {
        let run = SmallForests.synchronization(store, OwnedForests.rules, cores: Cores(2, portion: 7))
        return try await store.synchronize { try run.run(in: $0) { _ in } }
    }

    private func delta(_ store: WorkspaceStore) async throws -> SynchronizationCounts {
        let run = DeltaSynchronization(SmallForests.synchronization(store, OwnedForests.rules))
        return try await store.synchronize { try run.run(in: $0) { _ in } }
    }

    private func checking(_ store: WorkspaceStore) async throws -> SynchronizationCounts {
        let run = CheckingSynchronization(SmallForests.synchronization(store, OwnedForests.rules))
        return try await store.synchronize { try run.run(in: $0) { _ in } }
    }

    @Test("it gives what a full run would, round after round", arguments: SeededGenerator.seeds(30))
    func likeFull(_ seed: UInt64) async throws {
        var forests = OwnedForests(SeededGenerator(seed: seed))
        for change in forests.first(store.table) { try await store.replaceConnectorSpace(of: change.0, with: change.1) }
        _ = try await full(store)
        var (looked, owned) = (0, 0)
        for round in 1...10 {
            for change in forests.next(store.table) {
                try await store.replaceConnectorSpace(of: change.0, with: change.1)
            }
            let other = try copy("\(round)")
            let small = try await round.isMultiple(of: 3) ? checking(store) : delta(store)
            let large = try await full(other)
            if small.fullBecause == nil { looked += 1 }
            let figures = (SynchronizedState.figures(small), SynchronizedState.figures(large))
            #expect(figures.0 == figures.1, "\(forests.description), round \(round)")
            let (one, two) = (try await SynchronizedState.lines(store), try await SynchronizedState.lines(other))
            #expect(one == two, "\(forests.description), round \(round): \(Set(one).symmetricDifference(two).sorted())")
            if one != two || figures.0 != figures.1 { return }
            owned += one.count { $0.hasPrefix("image ") && $0.contains("registeredOwnerReference=") }
        }
        #expect(looked >= 5, "most rounds look at what has changed alone: \(looked) did")
        #expect(owned > 0, "somebody owns something in the tenant")
    }

    @Test("it writes nothing where nothing has changed")
    func nothing() async throws {
        var forests = OwnedForests(SeededGenerator(seed: 5))
        for change in forests.first(store.table) { try await store.replaceConnectorSpace(of: change.0, with: change.1) }
        _ = try await full(store)
        _ = try await delta(store)
        let before = try StoreFixture.everything(in: store.path)
        #expect(try await delta(store).fullBecause == nil)
        #expect(try StoreFixture.everything(in: store.path) == before)
    }

    private func object(
        _ name: String,
        of objectClass: AttributeName = "user",
        _ values: KeyValuePairs<AttributeName, [UInt8]>
    ) -> ConnectorSpaceObject {
        var packer = EntryPacker()
        let own = [LDIFRecord.Value(name: "cn", bytes: Array(name.utf8))]
        let record = LDIFRecord(
            dn: "CN=\(name),DC=test",
            values: own + values.map { LDIFRecord.Value(name: $0.key, bytes: $0.value) }
        )
        return ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(
                connector: SmallForests.one,
                partition: "DC=test",
                anchor: Array(name.utf8)
            ),
            objectClass: objectClass,
            entry: record.packed(with: &packer, table: store.table)
        )
    }

    private func put(_ objects: ConnectorSpaceObject...) async throws {
        var changes = ImportChanges()
        changes.updated = objects
        try await store.replaceConnectorSpace(of: SmallForests.one, with: changes)
    }

    private func remove(_ object: ConnectorSpaceObject) async throws {
        var changes = ImportChanges()
        changes.deleted = [object.identity]
        try await store.replaceConnectorSpace(of: SmallForests.one, with: changes)
    }

    /// The owner of the device in the tenant, by a run that looks at what has changed, and how many references lead to nothing.
    private func owner() async throws -> String {
        let counts = try await delta(store)
        #expect(counts.fullBecause == nil)
        let images = try await store.desiredImages(of: .tenant)
        let names = Dictionary(images.map { ($0.entry.dn, $0.anchor) }) { first, _ in first }
        let device = try #require(images.first { $0.anchor == "PC" })
        let owner = Entry(device.entry, table: store.table).text("registeredOwnerReference")
        let name = owner.map { names[$0] ?? "?" } ?? "-"
        return "\(name) \(counts.lost.count)"
    }

    /// One change at a time, each of another object than the one that refers or the other way round.
    @Test("each way in which an owner comes, moves and goes is seen")
    func ways() async throws {
        let (first, second) = (
            SecurityIdentifier("S-1-5-21-1")?.bytes ?? [], SecurityIdentifier("S-1-5-21-2")?.bytes ?? []
        )
        let mail = Array("a@test".utf8)
        for number in 1...20 { try await put(object("Other \(number)", [:])) }
        let device = object("PC", of: "computer", [:])
        try await put(device, object("Ada", ["objectSid": first, "mail": mail]))
        _ = try await full(store)
        #expect(try await owner() == "- 0")
        // What nobody has asked for before is found in objects that have not changed.
        try await put(object("PC", of: "computer", [OwnedForests.owner: first]))
        #expect(try await owner() == "Ada 0")
        try await put(object("Ada", ["objectSid": first]))
        #expect(try await owner() == "- 0", "it is in the metaverse, and not in the tenant")
        try await put(object("Ada", ["objectSid": first, "mail": mail]))
        #expect(try await owner() == "Ada 0")
        try await put(object("Ada", ["objectSid": second, "mail": mail]))
        #expect(try await owner() == "- 1")
        try await put(object("Bo", ["objectSid": first, "mail": Array("b@test".utf8)]))
        #expect(try await owner() == "Bo 0")
        try await put(object("PC", of: "computer", [OwnedForests.owner: second]))
        #expect(try await owner() == "Ada 0")
        try await put(object("Ada", ["objectSid": second, "mail": mail, "hidden": [0x79]]))
        #expect(try await owner() == "- 0", "it is in the connector space, and not in the metaverse")
        try await put(object("Ada", ["objectSid": second, "mail": mail]))
        #expect(try await owner() == "Ada 0")
        try await remove(object("Ada", [:]))
        #expect(try await owner() == "- 1")
        try await put(object("Ada", ["objectSid": second, "mail": mail]))
        #expect(try await owner() == "Ada 0")
        try await put(device)
        #expect(try await owner() == "- 0")
        let lines = try await SynchronizedState.lines(store)
        _ = try await full(store)
        #expect(try await SynchronizedState.lines(store) == lines)
    }
}
