import SQLiteStore
import SyncEngine
import TestSupport
import Testing

@Suite("Parts of a synchronization's memory")
struct MemoryPartsTests {
    private let new: NewStore

    init() throws { new = try NewStore() }

    private var store: WorkspaceStore { new.store }

    private func remember(_ parts: [String: [UInt8]]) async throws {
        try await store.synchronize { transaction in
            for (part, bytes) in parts { try bytes.withUnsafeBytes { try transaction.remember(part, $0) } }
            try transaction.endMemory(of: Set(parts.keys))
        }
    }

    @Test("a part comes back as it was, whatever it was before", arguments: [0, 1, 4 << 20, 4 << 20 | 1, 9 << 20 | 5])
    func size(_ count: Int) async throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 &+ $0 >> 13) }
        for before in [0, 3, 13 << 20] {
            try await remember(["given": Array(repeating: 1, count: before), "given-ends": [2], "other": [3]])
            try await remember(["given": bytes, "given-ends": [4]])
            let parts = try await store.synchronize { transaction in
                var parts: [String: [UInt8]] = [:]
                try transaction.memory { part, bytes in
                    #expect(parts[part] == nil)
                    parts[part] = Array(bytes)
                }
                return parts
            }
            #expect(parts == ["given": bytes, "given-ends": [4]])
        }
    }
}
