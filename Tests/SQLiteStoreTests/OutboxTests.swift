import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("The outbox")
struct OutboxTests {
    private let new: NewStore

    init() throws { new = try NewStore() }

    private var store: WorkspaceStore { new.store }

    /// Lets rules make an image of each of these anchors, and nothing else.
    private func want(_ anchors: String, called name: String = "Ada") async throws {
        let images = try anchors.map { anchor in
            ExportImage(
                connector: .tenant,
                metaverse: try #require(MetaverseID(bytes: [UInt8](repeating: anchor.asciiValue ?? 0, count: 16))),
                objectClass: "user",
                anchor: String(anchor),
                entry: try new.entry("CN={\(anchor)}", name)
            )
        }
        try await store.synchronize { transaction in
            for owner in try transaction.imageOwners(of: .tenant)
            where !images.contains(where: { $0.metaverse == owner }) {
                try transaction.removeImage(of: owner, for: .tenant)
            }
            for image in images { try transaction.put(image, inPlaceOf: nil) }
        }
    }

    /// What the target has, as anchor and name.
    private func accepted() async throws -> [String] {
        let name = try #require(store.table.existing("displayName"))
        return try await store.exportedImages(of: .tenant).map { "\($0.anchor) \($0.entry.text(name) ?? "-")" }
    }

    /// How many images stand in the store.
    private func images() throws -> Int? { try StoreFixture.count("SELECT count(*) FROM image", in: new.path) }

    @Test("a change is pending, sent, and then what the target says; what it took is accepted with it")
    func states() async throws {
        try await want("abcd")
        let changes = try await store.takeAll(as: .pending)
        #expect(changes.map(\.change.anchor) == ["a", "b", "c", "d"])
        #expect(Set(changes.map(\.operation)).count == 4)
        #expect(try await store.counts(of: .tenant) == [.pending: 4])
        try await store.markSent(Array(changes.prefix(3)))
        #expect(try await store.counts(of: .tenant) == [.pending: 1, .sent: 3])
        #expect(try await accepted().isEmpty)
        try await store.settle([.init(changes[0], .accepted), .init(changes[1], .rejected(code: "x", message: "y"))])
        #expect(try await store.counts(of: .tenant) == [.pending: 1, .sent: 1, .rejected: 1])
        #expect(try await accepted() == ["a Ada"])
        // Only what was sent and not heard of is unknown, and stays so however often it is asked for.
        for _ in 0..<2 {
            #expect(try await store.unknown(of: .tenant) == [changes[2]])
            #expect(try await store.counts(of: .tenant)[.unknown] == 1)
        }
        try await store.clear(of: .tenant)
        #expect(try await store.counts(of: .tenant) == [.unknown: 1])
        try await store.settle([.init(changes[2], .accepted)])
        #expect(try await accepted() == ["a Ada", "c Ada"])
        try await store.clear(of: .tenant)
        #expect(try await store.counts(of: .tenant).isEmpty)
        #expect(try await store.takeAll().map(\.change.anchor) == ["b", "d"])
    }

    @Test("a deletion that was taken takes its image away; one that never came leaves it where it was")
    func deletion() async throws {
        try await want("a")
        try await store.send { _ in .accepted }
        try await want("")
        for (result, left) in [(nil, ["a Ada"]), (ExportResult.accepted, [])] {
            let deletions = try await store.takeAll()
            #expect(deletions.map(\.change.operation) == [.delete])
            try await store.settle(deletions.map { .init($0, result) })
            #expect(try await accepted() == left)
            #expect(try await store.counts(of: .tenant).isEmpty)
        }
        #expect(try images() == 0)
    }

    @Test(
        "what is on its way stays as it left, whatever rules make meanwhile; nothing is left over",
        arguments: [true, false]
    )
    func meanwhile(_ arrives: Bool) async throws {
        try await want("ab", called: "Ada")
        try await store.send { _ in .accepted }
        #expect(try images() == 2)
        try await want("ab", called: "Bea")
        #expect(try await store.takeAll().map(\.change.operation) == [.update, .update])
        // The run was cut off; the next one imports and synchronizes first.
        try await want("a", called: "Cleo")
        let unknown = try await store.unknown(of: .tenant)
        let name = try #require(store.table.existing("displayName"))
        #expect(unknown.map { $0.change.image.entry.text(name) } == ["Bea", "Bea"])
        #expect(unknown.map(\.change.operation) == [.update, .update])
        try await store.settle(unknown.map { .init($0, arrives ? .accepted : nil) })
        #expect(try await accepted() == (arrives ? ["a Bea", "b Bea"] : ["a Ada", "b Ada"]))
        let places = try await store.pendingPlaces(of: .tenant, limit: 9)
        #expect(places.map { "\($0.operation) \($0.anchor)" } == ["delete b", "update a"])
        try await store.send { _ in .accepted }
        #expect(try await accepted() == ["a Cleo"])
        #expect(try images() == 1)
    }

    @Test("an image is stored once, wanted and accepted; one that the target shows otherwise stands beside it")
    func once() async throws {
        try await want("a")
        try await store.send { _ in .accepted }
        #expect(try images() == 1)
        let shown = ExportImage(
            connector: .tenant,
            metaverse: try #require(MetaverseID(bytes: [UInt8](repeating: 97, count: 16))),
            objectClass: "user",
            anchor: "a",
            entry: try new.entry("CN={a}", "Dora")
        )
        try await store.confirm(["a"], corrected: [shown], missing: [], of: .tenant)
        #expect(try await accepted() == ["a Dora"])
        #expect(try images() == 2)
        try await store.send { _ in .accepted }
        #expect(try await accepted() == ["a Ada"])
        #expect(try images() == 1)
        try await store.confirm(["a"], corrected: [], missing: ["a"], of: .tenant)
        #expect(try await accepted().isEmpty)
        #expect(try images() == 1)
    }

    @Test("what leaves is the same whether images are read ahead, some of them or none", arguments: [0, 1, 3, 1000])
    func readAhead(_ count: Int) async throws {
        try await want("dabce", called: "Ada")
        #expect(try await store.takeAll(ahead: count).map(\.change.anchor) == ["a", "b", "c", "d", "e"])
        let ahead = try await store.imagesAhead(from: .tenant, areDeletions: false, after: "b", limit: count)
        #expect(ahead.count == min(count, 3))
        try await store.settle(try await store.unknown(of: .tenant).map { .init($0, .accepted) })
        // An update, an addition and a deletion each, in another order than their images lie.
        try await want("fbed", called: "Bea")
        let name = try #require(store.table.existing("displayName"))
        let leaving = try await store.takeAll(ahead: count).map(\.change).map { change in
            "\(change.operation) \(change.anchor) \(change.image.entry.dn) \(change.image.entry.text(name) ?? "-")"
        }
        #expect(
            leaving == [
                "update b CN={b} Bea", "update d CN={d} Bea", "update e CN={e} Bea", "add f CN={f} Bea",
                "delete a CN={a} Ada", "delete c CN={c} Ada",
            ]
        )
    }

    @Test("what is on its way when a synchronization begins is in doubt")
    func doubt() async throws {
        try await want("ab")
        _ = try await store.takeAll()
        #expect(try await store.counts(of: .tenant) == [.sent: 2])
        try await want("ab")
        #expect(try await store.counts(of: .tenant) == [.unknown: 2])
    }
}
