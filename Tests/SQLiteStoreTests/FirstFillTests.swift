import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

/// A first synchronization puts indexes and the list of what waits in order at its end.
@Suite("A first synchronization of many objects")
struct FirstFillTests {
    private let new: NewStore
    private let connector = NewStore.connector

    init() throws { new = try NewStore() }

    private var store: WorkspaceStore { new.store }

    private func image(_ number: Int) throws -> ExportImage {
        ExportImage(
            connector: .tenant,
            metaverse: MetaverseID(projecting: identity(number)),
            objectClass: number.isMultiple(of: 7) ? "group" : "user",
            anchor: "a\(number * 7919 % 1201)",
            entry: try new.entry("CN=\(number)", "Person \(number * 31 % 1201)")
        )
    }

    private func identity(_ number: Int) -> ConnectorSpaceIdentity {
        ConnectorSpaceIdentity(
            connector: connector,
            partition: "DC=x",
            anchor: [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
        )
    }

    private func fill(_ count: Int) async throws -> [ExportImage] {
        var changes = ImportChanges()
        changes.added = try (0..<count).map { number in
            ConnectorSpaceObject(
                identity: identity(number),
                objectClass: "user",
                entry: try new.entry("CN=\(number),DC=x", "Person \(number)")
            )
        }
        try await store.replaceConnectorSpace(of: connector, with: changes)
        return try (0..<count).map(image)
    }

    private func indexes() throws -> [String] {
        try ["image", "space_link", "pending_export"].flatMap { try StoreFixture.schema(of: $0, in: new.path) }
    }

    private func expect(_ images: [ExportImage]) async throws {
        #expect(try await store.desiredImages(of: .tenant) == images.sorted { $0.anchor < $1.anchor })
        let name = try #require(store.table.existing("displayName"))
        let wanted = images.map { "\($0.objectClass.spelling) \($0.entry.text(name)?.lowercased() ?? "") \($0.anchor)" }
        let places = try await store.pendingPlaces(of: .tenant, limit: 2000)
        #expect(places.map { "\($0.objectClass.spelling) \($0.name) \($0.anchor)" } == wanted.sorted())
        #expect(places.allSatisfy { $0.operation == .add })
        let counts = try await store.pendingCounts(of: .tenant)
        #expect(counts.map(\.count).reduce(0, +) == images.count)
    }

    @Test("what it leaves is what one row after the other leaves", arguments: [900, 1200])
    func same(_ count: Int) async throws {
        let before = try indexes()
        let images = try await fill(count)
        try await store.synchronize { transaction in
            for image in images { try transaction.put(image, inPlaceOf: nil) }
        }
        try await expect(images)
        #expect(try indexes() == before && before.count >= 4)
        let found = try await store.synchronize { transaction in
            try images.count { image in
                try transaction.image(of: image.metaverse, for: .tenant) == image
                    && transaction.imageOwner(anchor: image.anchor, for: .tenant) == image.metaverse
            }
        }
        #expect(found == count)
        #expect(try await store.takeAll().flatMap(\.changes).count == images.count)
    }

    @Test("images lie in the order of their anchors, which is the one in which an export takes them")
    func order() async throws {
        let images = try await fill(1200)
        try await store.synchronize { transaction in
            for image in images { try transaction.put(image, inPlaceOf: nil) }
        }
        let outOfOrder = """
            SELECT count(*) FROM image AS one JOIN image AS next ON next.number = one.number + 1
                WHERE next.anchor < one.anchor
            """
        #expect(try StoreFixture.count(outOfOrder, in: new.path) == 0)
        #expect(images.map(\.anchor) != images.map(\.anchor).sorted())
    }

    @Test("a row that goes again, or comes again, in the middle of it is not left behind")
    func replaced() async throws {
        let before = try indexes()
        let images = try await fill(1200)
        let other = ExportImage(
            connector: .tenant,
            metaverse: images[3].metaverse,
            objectClass: "user",
            anchor: images[3].anchor,
            entry: try new.entry("CN=other", "Other")
        )
        try await store.synchronize { transaction in
            for image in images.prefix(600) { try transaction.put(image, inPlaceOf: nil) }
            try transaction.removeImage(of: images[2].metaverse, for: .tenant)
            try transaction.put(other, inPlaceOf: images[3])
            for image in images.dropFirst(600) { try transaction.put(image, inPlaceOf: nil) }
        }
        try await expect(images[..<2] + [other] + images[4...])
        #expect(try indexes() == before)
    }

    @Test("one that is taken back leaves the store as it was")
    func takenBack() async throws {
        let before = try indexes()
        let images = try await fill(1200)
        await #expect(throws: CancellationError.self) {
            try await store.synchronize { transaction in
                for image in images.prefix(600) { try transaction.put(image, inPlaceOf: nil) }
                throw CancellationError()
            }
        }
        #expect(try indexes() == before)
        try await expect([])
        try await store.synchronize { transaction in
            for image in images { try transaction.put(image, inPlaceOf: nil) }
        }
        try await expect(images)
    }
}
