import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("A store from before images stood once")
struct OlderImagesTests {
    private let new: NewStore

    init() throws { new = try NewStore() }

    private func image(_ number: UInt8, _ name: String) throws -> ExportImage {
        ExportImage(
            connector: .tenant,
            metaverse: try #require(MetaverseID(bytes: [UInt8](repeating: number, count: 16))),
            objectClass: "user",
            anchor: "a\(number)",
            entry: try new.entry("CN=\(number)", name)
        )
    }

    @Test("it keeps what rules made, what the target accepted and what is on its way, and the list of what waits")
    func opened() async throws {
        let earlier = new.store
        let images = try (1...6).map { try image($0, "Ada") }
        let changed = try [image(2, "Bea"), image(3, "Bea")]
        let later = try image(3, "Cleo")
        try await earlier.synchronize { transaction in
            for image in images { try transaction.put(image, inPlaceOf: nil) }
        }
        try await earlier.send { $0.anchor < "a5" ? .accepted : nil }
        try await earlier.synchronize { transaction in
            for image in changed { try transaction.put(image, inPlaceOf: nil) }
            try transaction.removeImage(of: images[3].metaverse, for: .tenant)
        }
        let outgoing = try await earlier.takeAll().flatMap(\.changes)
        try await earlier.synchronize { try $0.put(later, inPlaceOf: nil) }
        let desired = try await earlier.desiredImages(of: .tenant)
        let accepted = try await earlier.exportedImages(of: .tenant)
        let places = try await earlier.pendingPlaces(of: .tenant, limit: 10)
        try StoreFixture.makeImagesOlder(in: new.path)

        let store = try WorkspaceStore(path: new.path)
        #expect(try await store.desiredImages(of: .tenant) == desired)
        #expect(try await store.exportedImages(of: .tenant) == accepted)
        #expect(try await store.pendingPlaces(of: .tenant, limit: 10) == places)
        // Nothing stands twice but what is on its way.
        let unknown = try await store.unknown(of: .tenant)
        let count = try StoreFixture.count("SELECT count(*) FROM image", in: new.path)
        #expect(count == 5 + 3 + unknown.count)
        // Under the names that the target knows.
        let named = outgoing.map { change in
            OutgoingChange(sequence: 0xF000_0000 + change.sequence, named: change.operation, change: change.change)
        }
        #expect(unknown.map(\.operation) == named.map(\.operation))
        #expect(unknown.map(\.change.image) == outgoing.map(\.change.image))
        try await store.settle(unknown.map { .init($0, .accepted) })
        #expect(
            try await store.pendingPlaces(of: .tenant, limit: 10).map { "\($0.operation) \($0.anchor)" } == [
                "update a3"
            ]
        )
    }
}
