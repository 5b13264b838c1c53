import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("A store from before many changes left as one")
struct OlderPartsTests {
    private let new: NewStore

    init() throws { new = try NewStore() }

    @Test("it keeps what is done, what is on its way and what has not been seen since")
    func opened() async throws {
        let earlier = new.store
        let images = try (1...9).map { number in
            ExportImage(
                connector: .tenant,
                metaverse: try #require(MetaverseID(bytes: [UInt8](repeating: number, count: 16))),
                objectClass: "user",
                anchor: "a\(number)",
                entry: try new.entry("CN=\(number)", "Ada")
            )
        }
        try await earlier.synchronize { transaction in
            for image in images { try transaction.put(image, inPlaceOf: nil) }
        }
        try await earlier.send {
            ["a1", "a2", "a5"].contains($0.anchor) ? .accepted : .rejected(code: "x", message: "y")
        }
        try await earlier.clear(of: .tenant)
        try await earlier.send(part: 2) { $0.anchor < "a8" ? .accepted : .rejected(code: "x", message: "y") }
        let last = try #require(try await earlier.takeAll().last)
        try await earlier.settle(last, [])
        let unknown = try await earlier.unknown(of: .tenant)
        let places = try await earlier.pendingPlaces(of: .tenant, limit: 10)
        #expect(places.map(\.anchor) == ["a8", "a9"] && unknown.map(\.change.anchor) == ["a8", "a9"])
        let unconfirmed = try await earlier.unconfirmed(.tenant)
        #expect(unconfirmed == (1...7).map { "a\($0)" })
        try StoreFixture.makePartsOlder(in: new.path)
        #expect(try StoreFixture.count("SELECT count(*) FROM pending_done", in: new.path) == 4)

        let store = try WorkspaceStore(path: new.path)
        #expect(try await store.pendingPlaces(of: .tenant, limit: 10) == places)
        #expect(try await store.unconfirmed(.tenant) == unconfirmed)
        #expect(try await store.counts(of: .tenant)[.sent] == 2)
        #expect(try await store.unknown(of: .tenant) == unknown)
        try await store.settle(unknown.map { .init($0, .accepted) })
        try await store.confirm(unconfirmed, corrected: [], missing: [], of: .tenant)
        #expect(try await store.unconfirmed(.tenant) == ["a8", "a9"])
        #expect(try await store.pendingPlaces(of: .tenant, limit: 10).isEmpty)
    }
}
