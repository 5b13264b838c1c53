import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("The outbox")
struct OutboxTests {
    private let folder: TemporaryFolder
    private let store: WorkspaceStore

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.file("store.sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        store = try WorkspaceStore(path: path)
    }

    private func change(_ operation: PendingExport.Operation, _ anchor: String) throws -> OutgoingChange {
        var packer = EntryPacker()
        packer.begin(dn: "CN={\(anchor)}")
        let image = ExportImage(
            connector: .tenant,
            metaverse: try #require(MetaverseID(bytes: [UInt8](repeating: 1, count: 16))),
            objectClass: "user",
            anchor: anchor,
            entry: packer.finish()
        )
        let change = PendingExport(operation: operation, image: image, changed: [])
        return OutgoingChange(operation: "name of \(anchor)", change: change)
    }

    private func exported() async throws -> [String] {
        try await store.exportedImages(of: .tenant).map(\.anchor)
    }

    @Test("a change is pending, sent, and then what the target says; what it took is exported with it")
    func states() async throws {
        let changes = try ["a", "b", "c", "d"].map { try change(.add, $0) }
        try await store.enqueue(changes, as: .pending)
        #expect(try await store.counts(of: .tenant) == [.pending: 4])
        try await store.markSent(changes.prefix(3).map(\.operation))
        #expect(try await store.counts(of: .tenant) == [.pending: 1, .sent: 3])
        #expect(try await exported().isEmpty)
        try await store.settle([.init(changes[0], .accepted), .init(changes[1], .rejected(code: "x", message: "y"))])
        #expect(try await store.counts(of: .tenant) == [.pending: 1, .sent: 1, .rejected: 1])
        #expect(try await exported() == ["a"])
        // Only what was sent and not heard of is unknown, and stays so however often it is asked for.
        for _ in 0..<2 {
            #expect(try await store.unknown(of: .tenant) == [changes[2]])
            #expect(try await store.counts(of: .tenant)[.unknown] == 1)
        }
        try await store.clear(of: .tenant)
        #expect(try await store.counts(of: .tenant) == [.unknown: 1])
        try await store.settle([.init(changes[2], .accepted)])
        #expect(try await exported() == ["a", "c"])
        try await store.clear(of: .tenant)
        #expect(try await store.counts(of: .tenant).isEmpty)
    }

    @Test("a deletion that was taken takes its image away; one that never came leaves nothing behind")
    func deletion() async throws {
        let added = try change(.add, "a")
        try await store.enqueue([added], as: .pending)
        try await store.settle([.init(added, .accepted)])
        try await store.clear(of: .tenant)
        let deleted = try change(.delete, "a")
        try await store.enqueue([deleted], as: .pending)
        try await store.settle([.init(deleted, nil)])
        #expect(try await exported() == ["a"])
        #expect(try await store.counts(of: .tenant).isEmpty)
        try await store.enqueue([deleted], as: .pending)
        try await store.settle([.init(deleted, .accepted)])
        #expect(try await exported().isEmpty)
    }
}
