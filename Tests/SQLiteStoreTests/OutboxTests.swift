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

    private init(_ new: NewStore) { self.new = new }

    private var store: WorkspaceStore { new.store }

    /// Lets rules make an image of each of these anchors, and nothing else.
    private func want(
        _ anchors: String,
        called name: String = "Ada",
        of objectClass: AttributeName = "user"
    ) async throws {
        let images = try anchors.map { anchor in
            ExportImage(
                connector: .tenant,
                metaverse: try #require(MetaverseID(bytes: [UInt8](repeating: anchor.asciiValue ?? 0, count: 16))),
                objectClass: objectClass,
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

    @Test("a change is sent, and then what the target says; what it took is accepted with it", arguments: [1, 2, 4])
    func states(_ size: Int) async throws {
        try await want("abcd")
        let parts = try await store.takeAll(part: size)
        let changes = parts.flatMap(\.changes)
        #expect(changes.map(\.change.anchor) == ["a", "b", "c", "d"])
        #expect(Set(changes.map(\.operation)).count == 4)
        #expect(try await store.counts(of: .tenant) == [.sent: 4])
        #expect(try await accepted().isEmpty)
        // What the target says of the first three, part by part; of the last nothing comes.
        let said: [ExportResult] = [.accepted, .rejected(code: "x", message: "y"), .accepted]
        for part in parts {
            let before = Int(part.sequence - changes[0].sequence)
            let results = said.dropFirst(before).prefix(part.changes.count)
            if !results.isEmpty { try await store.settle(part, Array(results)) }
        }
        // Only what was sent and not heard of is unknown, under its name, and stays so however often it is asked for.
        for _ in 0..<2 {
            #expect(try await store.unknown(of: .tenant) == [changes[3]])
            #expect(try await store.counts(of: .tenant) == [.unknown: 1, .rejected: 1])
        }
        #expect(try await accepted() == ["a Ada", "c Ada"])
        #expect(try await store.unconfirmed(.tenant) == ["a", "c"])
        let places = try await store.pendingPlaces(of: .tenant, limit: 9).map(\.anchor)
        #expect(places == ["b", "d"])
        try await store.clear(of: .tenant)
        #expect(try await store.counts(of: .tenant) == [.unknown: 1])
        try await store.settle([.init(changes[3], .accepted)])
        #expect(try await accepted() == ["a Ada", "c Ada", "d Ada"])
        #expect(try await store.counts(of: .tenant).isEmpty)
        #expect(try await store.takeAll().flatMap(\.changes).map(\.change.anchor) == ["b"])
    }

    @Test("a deletion that was taken takes its image away; one that never came leaves it where it was")
    func deletion() async throws {
        try await want("a")
        try await store.send { _ in .accepted }
        try await want("")
        for (result, left) in [(nil, ["a Ada"]), (ExportResult.accepted, [])] {
            let deletions = try await store.takeAll()
            #expect(deletions.flatMap(\.changes).map(\.change.operation) == [.delete])
            if let result {
                for part in deletions { try await store.settle(part, [result]) }
            } else {
                try await store.settle(try await store.unknown(of: .tenant).map { .init($0, nil) })
            }
            #expect(try await accepted() == left)
            #expect(try await store.counts(of: .tenant).isEmpty)
        }
        #expect(try images() == 0)
    }

    /// entra-connect.md 4.2: Delete/Add where the type of an object has changed.
    @Test("an object of another class is added once what the target has is gone", arguments: [true, false])
    func reclassed(_ isHeard: Bool) async throws {
        func places() async throws -> [String] {
            try await store.pendingPlaces(of: .tenant, limit: 9).map {
                "\($0.operation) \($0.objectClass.spelling) \($0.anchor)"
            }
        }
        try await want("ab")
        try await store.send { _ in .accepted }
        try await want("ab", of: "contact")
        #expect(try await places() == ["delete user a", "delete user b"])
        if isHeard {
            try await store.send(part: 1) { _ in .accepted }
        } else {
            _ = try await store.takeAll()
            try await store.settle(try await store.unknown(of: .tenant).map { .init($0, .accepted) })
        }
        #expect(try await accepted().isEmpty)
        #expect(try await places() == ["add contact a", "add contact b"])
        #expect(try await store.pendingCounts(of: .tenant).map(\.count) == [2])
        try await store.send { _ in .accepted }
        #expect(try await places().isEmpty)
        #expect(try await store.counts(of: .tenant).isEmpty)
        #expect(try await store.exportedImages(of: .tenant).map(\.objectClass) == ["contact", "contact"])
        #expect(try images() == 2)
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
        #expect(try await store.takeAll().flatMap(\.changes).map(\.change.operation) == [.update, .update])
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

    @Test(
        "what leaves is the same however many are read ahead, and however large the parts are",
        arguments: [1, 3, 1000],
        [1, 2, 9]
    )
    func readAhead(_ count: Int, _ size: Int) async throws {
        try await want("dabce", called: "Ada")
        let first = try await store.takeAll(ahead: count, part: size).flatMap(\.changes)
        #expect(first.map(\.change.anchor) == ["a", "b", "c", "d", "e"])
        #expect(try await store.unknown(of: .tenant) == first)
        try await store.settle(first.map { .init($0, .accepted) })
        // An update, an addition and a deletion each, in another order than their images lie.
        try await want("fbed", called: "Bea")
        let name = try #require(store.table.existing("displayName"))
        let parts = try await store.takeAll(ahead: count, part: size)
        let leaving = parts.flatMap(\.changes).map(\.change).map { change in
            "\(change.operation) \(change.anchor) \(change.image.entry.dn) \(change.image.entry.text(name) ?? "-")"
        }
        #expect(
            leaving == [
                "update b CN={b} Bea", "update d CN={d} Bea", "update e CN={e} Bea", "add f CN={f} Bea",
                "delete a CN={a} Ada", "delete c CN={c} Ada",
            ]
        )
        for part in parts { try await store.settle(part, part.changes.map { _ in .accepted }) }
        #expect(try await accepted() == ["b Bea", "d Bea", "e Bea", "f Bea"])
        #expect(try await store.pendingCounts(of: .tenant).isEmpty)
        #expect(try await store.pendingPlaces(of: .tenant, limit: 9).isEmpty)
        #expect(try images() == 4)
    }

    @Test("what is done one by one is left out of a part that goes over it", arguments: ["b", "bd", "ace", "abcde"])
    func over(_ done: String) async throws {
        try await want("abcde")
        _ = try await store.takeAll()
        // Nobody has cleared the list of what is done meanwhile.
        let outgoing = try await store.unknown(of: .tenant)
        try await store.settle(outgoing.map { .init($0, done.contains($0.change.anchor) ? .accepted : nil) })
        let left = "abcde".filter { !done.contains($0) }.map(String.init)
        #expect(try await places(store).filter { $0.hasSuffix("true") } == left.map { "add \($0) true" })
        try await store.send { _ in .accepted }
        #expect(try await accepted().count == 5)
        #expect(try await places(store).isEmpty)
        try await store.clear(of: .tenant)
        #expect(try await places(store).isEmpty)
    }

    @Test("the image of an object that was seen to be gone before its deletion was answered is dropped")
    func seenGone() async throws {
        try await want("a")
        try await store.send { _ in .accepted }
        try await want("")
        _ = try await store.takeAll()
        try await store.confirm(["a"], corrected: [], missing: ["a"], of: .tenant)
        try await store.settle(try await store.unknown(of: .tenant).map { .init($0, .accepted) })
        #expect(try images() == 0)
        #expect(try await places(store).isEmpty)
    }

    @Test(
        "whatever the target says, the store ends as if each change had been settled by itself",
        arguments: SeededGenerator.seeds(20)
    )
    func alike(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let other = OutboxTests(try NewStore())
        for round in 0..<5 {
            let anchors = String("abcdefghijklmnop".filter { _ in random.number(below: 3) > 0 })
            let name = "Ada \(random.number(below: 2))"
            try await want(anchors, called: name)
            try await other.want(anchors, called: name)
            var said: [String: ExportResult] = [:]
            for anchor in "abcdefghijklmnop" {
                said[String(anchor)] =
                    random.number(below: 4) > 0 ? .accepted : .rejected(code: "\(round)", message: "")
            }
            let isCut = random.number(below: 3) == 0
            for part in try await store.takeAll(ahead: 7, part: 3) {
                let results = part.changes.compactMap { said[$0.change.anchor] }
                // An export that is cut off settles a part whose answers were cut off too, and leaves the rest.
                try await store.settle(part, Array(results.prefix(isCut ? 1 : 9)))
            }
            let unknown = try await store.unknown(of: .tenant)
            try await store.settle(unknown.map { .init($0, said[$0.change.anchor]) })
            _ = try await other.store.takeAll()
            let all = try await other.store.unknown(of: .tenant)
            for change in all { try await other.store.settle([.init(change, said[change.change.anchor])]) }
            #expect(try await accepted() == (try await other.accepted()), "\(random)")
            #expect(try await store.counts(of: .tenant) == (try await other.store.counts(of: .tenant)), "\(random)")
            #expect(try await store.unconfirmed(.tenant) == (try await other.store.unconfirmed(.tenant)), "\(random)")
            #expect(try await places(store) == (try await places(other.store)), "\(random)")
            #expect(try images() == (try other.images()), "\(random)")
            if random.number(below: 2) > 0 { for one in [store, other.store] { try await one.clear(of: .tenant) } }
        }
    }

    /// What waits: counted, listed by name, and listed by anchor.
    private func places(_ store: WorkspaceStore) async throws -> [String] {
        var places = try await store.pendingCounts(of: .tenant).map { "\($0.operation) \($0.count)" }
        places += try await store.pendingPlaces(of: .tenant, limit: 99).map { "\($0.operation) \($0.anchor)" }
        for areDeletions in [false, true] {
            places += try await store.exportsAhead(from: .tenant, areDeletions: areDeletions, after: nil, limit: 99)
                .waiting.map { "\($0.operation) \($0.anchor) \($0.accepted == nil)" }
        }
        return places
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
