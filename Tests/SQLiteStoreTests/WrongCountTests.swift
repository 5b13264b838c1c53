import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

/// Counts of classes tell a synchronization how much room to make, and nothing else.
@Suite("A synchronization of a store whose counts are wrong")
struct WrongCountTests {
    private static let wrong = [
        "UPDATE space_class SET count = 9223372036854775807", "UPDATE space_class SET count = -9223372036854775807",
        "UPDATE space_class SET count = 1000000000000", "DELETE FROM space_class",
    ]

    @Test("gives what it gives with right ones", arguments: wrong)
    func same(_ sql: String) async throws {
        let new = try NewStore()
        var forests = SmallForests(SeededGenerator(seed: 11))
        for change in forests.first(new.store.table) {
            try await new.store.replaceConnectorSpace(of: change.0, with: change.1)
        }
        let path = new.folder.file("other.sqlite").path(percentEncoded: false)
        try StoreFixture.copy(new.path, to: path)
        try StoreFixture.execute(sql, in: path)
        let other = try WorkspaceStore(path: path)
        for store in [new.store, other] {
            let run = SmallForests.synchronization(store)
            _ = try await store.synchronize { try run.run(in: $0) { _ in } }
        }
        let (one, two) = (try await new.store.metaverse(), try await other.metaverse())
        #expect(!one.isEmpty && one == two)
        #expect(try await new.store.desiredImages(of: .tenant) == other.desiredImages(of: .tenant))
    }
}
