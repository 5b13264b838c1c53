import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

/// reliability 2.3, S3: what a damaged page gives for a row is told in words, and ends no process.
@Suite("Rows of a damaged store")
struct DamagedRowsTests {
    /// Something that is read of a store.
    private struct Reading: Sendable {
        let name: String
        let read: @Sendable (WorkspaceStore) async throws -> Void

        init(_ name: String, _ read: @escaping @Sendable (WorkspaceStore) async throws -> Void) {
            (self.name, self.read) = (name, read)
        }
    }

    private static let connectors: [ConnectorID] = [SmallForests.one, SmallForests.two, .tenant]

    private static let history = Reading("history") { store in
        _ = try await store.runs(limit: 100)
        _ = try await store.run(1)
    }

    private static let journal = Reading("journal") { _ = try await $0.unfinished() }

    private static let files = Reading("files") { _ = try await $0.waitingFiles() }

    private static let imports = Reading("imports") { store in
        for connector in connectors {
            _ = try await store.watermarks(of: connector)
            _ = try await store.acceptedTallies(of: connector)
        }
    }

    private static let counts = Reading("counts") { store in
        for connector in connectors { _ = try await store.classCounts(of: connector) }
        _ = try await store.connectorObjectCount()
    }

    private static let metaverse = Reading("metaverse") { _ = try await $0.metaverse() }

    private static let identities = Reading("identities") { _ = try await $0.metaverseIdentities() }

    private static let readings = [
        history, journal, files, imports, counts, metaverse, identities,
        Reading("objects") { _ = try await $0.connectorObjects { _ in true } },
        Reading("spaces") { store in
            for connector in connectors {
                _ = try await store.connectorSpace(of: connector)
                _ = try await store.currentTallies(of: connector)
            }
        },
        Reading("requirements") { _ = try await $0.requirements() },
        Reading("images") { store in
            _ = try await store.desiredImages(of: .tenant)
            _ = try await store.exportedImages(of: .tenant)
            _ = try await store.anchors(of: .tenant) { _ in true }
        },
        Reading("pending") { store in
            _ = try await store.pendingCounts(of: .tenant)
            _ = try await store.pendingPlaces(of: .tenant, limit: 1000)
        },
        Reading("exports") { store in
            for areDeletions in [false, true] {
                _ = try await store.exportsAhead(
                    from: .tenant,
                    areDeletions: areDeletions,
                    after: nil,
                    limit: 1000
                )
            }
            _ = try await store.counts(of: .tenant)
            _ = try await store.acceptedCounts(of: .tenant)
        },
        Reading("write-backs") { store in
            for connector in connectors {
                _ = try await store.writeBackCounts(of: connector)
                _ = try await store.madeObjects(of: connector)
            }
        },
    ]

    /// A column that nothing is in, though something always is, with a row beside it and what reads it.
    private static let lost: [(column: String, rows: [String], reading: Reading)] = [
        (
            "run began TEXT", ["INSERT INTO run (number, ended, outcome, steps) VALUES (1, 'b', 'success', '[]')"],
            history
        ),
        (
            "run_step remarks TEXT",
            [
                "INSERT INTO run (number, began, ended, outcome, steps) VALUES (1, 'a', 'b', 'success', '[]')",
                "INSERT INTO run_step (run, place, profile, began, ended, status) "
                    + "VALUES (1, 0, 'export', 'a', 'b', 'success')",
            ],
            history
        ),
        (
            "run_error message TEXT",
            [
                "INSERT INTO run (number, began, ended, outcome, steps) VALUES (1, 'a', 'b', 'success', '[]')",
                "INSERT INTO run_error (run, place, code, connector, object) VALUES (1, 0, 'c', 'x', 'o')",
            ],
            history
        ),
        (
            "journal digest TEXT",
            ["INSERT INTO journal (identifier, kind, began, files) VALUES ('i', 'k', 'a', '[]')"], journal
        ),
        ("waiting_file text TEXT", ["INSERT INTO waiting_file (path) VALUES ('p')"], files),
        (
            "watermark taken INTEGER",
            [
                "INSERT INTO watermark (connector, partition, cursor, selection) "
                    + "VALUES ('\(SmallForests.one.text)', 'p', x'00', 's')"
            ],
            imports
        ),
        (
            "import_tally count INTEGER",
            ["INSERT INTO import_tally (connector, class, container) VALUES ('\(SmallForests.one.text)', 'user', 'c')"],
            imports
        ),
        (
            "space_class count INTEGER",
            [
                "INSERT INTO space_partition (number, connector, name) VALUES (1, '\(SmallForests.one.text)', 'p')",
                "INSERT INTO space_class (partition, class) VALUES (1, 'user')",
            ],
            counts
        ),
        (
            "metaverse_object class TEXT",
            ["INSERT INTO metaverse_object (identifier, entry) VALUES (randomblob(16), x'00')"], metaverse
        ),
        (
            "metaverse_object class TEXT",
            ["INSERT INTO metaverse_object (identifier, entry) VALUES (randomblob(16), x'00')"], identities
        ),
    ]

    @Test("a value that is missing is damage", arguments: lost.indices)
    func missing(_ place: Int) async throws {
        let (column, rows, reading) = Self.lost[place]
        let new = try NewStore()
        let words = column.split(separator: " ")
        for statement in [
            "ALTER TABLE \(words[0]) DROP COLUMN \(words[1])",
            "ALTER TABLE \(words[0]) ADD COLUMN \(words[1]) \(words[2])",
        ] + rows { try StoreFixture.execute(statement, in: new.path) }
        let store = try WorkspaceStore(path: new.path)
        let error = await #expect(throws: StoreError.self, "\(column)") { try await reading.read(store) }
        #expect(error?.code == .damaged && error?.description.contains("copy") == true, "\(column)")
    }

    /// What a file system leaves that lost a block of a file.
    @Test("a store with a block of zeros is read or refused")
    func zeros() async throws {
        let new = try NewStore()
        var forests = SmallForests(SeededGenerator(seed: 11))
        for change in forests.first(new.store.table) {
            try await new.store.replaceConnectorSpace(of: change.0, with: change.1)
        }
        let run = SmallForests.synchronization(new.store)
        _ = try await new.store.synchronize { try run.run(in: $0) { _ in } }
        try await new.store.send { _ in .accepted }
        _ = try await new.store.record(RunRecord(number: 0, began: "a", ended: "b", outcome: "success", steps: ["c"]))
        let whole = new.folder.file("whole.sqlite").path(percentEncoded: false)
        try StoreFixture.copy(new.path, to: whole)
        let bytes = try Data(contentsOf: URL(filePath: whole))
        for reading in Self.readings { try await reading.read(try WorkspaceStore(path: whole)) }

        let size = 4096
        var refused = 0
        // The first block says what file it is.
        for start in stride(from: size, to: bytes.count, by: size) {
            let block = start..<min(start + size, bytes.count)
            guard bytes[block].contains(where: { $0 != 0 }) else { continue }
            let path = new.folder.file("damaged-\(start).sqlite").path(percentEncoded: false)
            var damaged = bytes
            damaged.replaceSubrange(block, with: Data(count: block.count))
            try damaged.write(to: URL(filePath: path))
            refused += await Self.refusals(path, "the block at \(start)")
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        }
        #expect(refused > 0)
    }

    /// How many things that are read of a store are refused; each has to be in words.
    private static func refusals(_ path: String, _ place: String) async -> Int {
        var refused = 0
        func note(_ error: any Error, _ what: String) {
            refused += 1
            let told = (error as? StoreError) ?? StoreError(database: error)
            #expect(told != nil, "\(what), \(place): \(error)")
        }
        do {
            let store = try WorkspaceStore(path: path)
            for reading in readings {
                do { try await reading.read(store) } catch { note(error, reading.name) }
            }
        } catch {
            note(error, "opening")
        }
        return refused
    }
}
