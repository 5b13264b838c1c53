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

    @Test(
        "a part comes back as it was, whatever it was before",
        arguments: [0, 1, 1 << 19, 1 << 19 | 1, 4 << 20, 9 << 20 | 5]
    )
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

    @Test("pieces come back while they are written, and stand as one part")
    func pieces() async throws {
        try await remember(["given": Array(repeating: 1, count: 3 << 20)])
        let all: [[UInt8]] = [Array(repeating: 2, count: 1000), Array(repeating: 3, count: 1000), [4]]
        let parts = try await store.synchronize { transaction in
            for (number, piece) in all.enumerated() {
                let isLast = number == all.count - 1
                try piece.withUnsafeBytes { try transaction.remember("given", piece: number, $0, isLast: isLast) }
                for known in 0...number {
                    var lent: [UInt8] = []
                    try transaction.lend("given", piece: known) { lent = Array($0) }
                    #expect(lent == all[known])
                }
            }
            try transaction.endMemory(of: ["given"])
            var parts: [String: [UInt8]] = [:]
            try transaction.memory { parts[$0] = Array($1) }
            return parts
        }
        #expect(parts == ["given": Array(all.joined())])
    }
}
