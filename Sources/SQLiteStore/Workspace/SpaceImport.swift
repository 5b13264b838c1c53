import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules
import Synchronization

/// An import that is written through a connection of its own, in one transaction.
///
/// A connection of its own, since the transaction stays open while pages come: what others write through the store's
/// connections must not become a part of it.
final class SpaceImport: ImportTransaction {
    let digest: EntryDigest
    private let connector: ConnectorID
    private let table: AttributeTable
    private let queue: DatabaseQueue
    /// The partition that is being written.
    private let partition = Mutex<WrittenPartition?>(nil)

    init(of connector: ConnectorID, at path: String, table: AttributeTable, digest: EntryDigest) async throws {
        self.connector = connector
        self.table = table
        self.digest = digest
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(30)
        // Objects come in an order that has nothing to do with their anchors': the index of those has to stay at hand, or
        // its pages are written again and again.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -65536") }
        queue = try DatabaseQueue(path: path, configuration: configuration)
        KillPoint.watch(queue, of: "import")
        try await queue.writeWithoutTransaction { database in
            try database.beginTransaction(.immediate)
            try AttributeRows.learn(table, database)
        }
    }

    func partitions() async throws -> [String] {
        try await queue.writeWithoutTransaction { [connector] database in
            try SpaceRows.partitions(of: connector, database).filter { _, number in
                try Bool.fetchOne(
                    database,
                    sql: "SELECT EXISTS (SELECT 1 FROM space_object WHERE partition = ?)",
                    arguments: [number]
                ) ?? false
            }.keys.sorted()
        }
    }

    func known(of partition: String) async throws -> [KnownObject] {
        try await queue.writeWithoutTransaction { [connector, digest] database in
            guard let number = try SpaceRows.partitions(of: connector, database)[partition] else { return [] }
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT number, anchor, fingerprint FROM space_object WHERE partition = ?",
                arguments: [number]
            )
            var objects: [KnownObject] = []
            while let row = try rows.next() {
                let anchor: LentBytes = try row.value(1)
                objects.append(
                    try KnownObject(
                        number: row.value(0),
                        anchor: AnchorKey(anchor.bytes, digest),
                        digest: UInt64(bitPattern: row.value(2) as Int64)
                    )
                )
            }
            return objects
        }
    }

    func copies(of partition: String) async throws -> [AnchorKey: CopiedChange] {
        try await queue.writeWithoutTransaction { [connector, digest] database in
            guard let number = try SpaceRows.partitions(of: connector, database)[partition] else { return [:] }
            var copies: [AnchorKey: CopiedChange] = [:]
            try CopyRows(database: database).each(of: number) { anchor, change in
                copies[AnchorKey(anchor, digest)] = change
            }
            return copies
        }
    }

    func made(of partition: String) async throws -> MadeObjects {
        try await queue.writeWithoutTransaction { [connector] database in
            let number = try SpaceRows.partitions(of: connector, database)[partition]
            guard let number else { return MadeObjects() }
            return try CopyObjectRows(database: database).made(of: number, partition, connector)
        }
    }

    func begin(_ partition: String) async throws {
        let written = try await queue.writeWithoutTransaction { [connector] database in
            try database.execute(sql: "SAVEPOINT partition")
            return try WrittenPartition(partition, of: connector, database)
        }
        self.partition.withLock { $0 = written }
    }

    func write(
        added: [(object: ConnectorSpaceObject, digest: UInt64)],
        updated: [(number: Int64, object: ConnectorSpaceObject, digest: UInt64)]
    ) async throws -> Int {
        guard let before = partition.withLock({ $0 }) else { return 0 }
        KillPoint.pass("while an import is written")
        let (written, renamed) = try await queue.writeWithoutTransaction { [table] database in
            var written = before
            try written.expect(added.count, database)
            // The table as it is after these objects were packed: all of their attributes have numbers.
            var writer = try SpaceWriter(table, database)
            for (object, digest) in added { try writer.insert(object, digest, into: written.number) }
            var renamed = 0
            for (number, object, digest) in updated {
                if try writer.update(number, object, digest) { renamed += 1 }
            }
            try writer.finish()
            return (written, renamed)
        }
        partition.withLock { $0 = written }
        return renamed
    }

    func confirmCopies(_ rebased: [[UInt8]: CopiedChange]) async throws {
        guard let number = partition.withLock({ $0?.number }) else { return }
        try await queue.writeWithoutTransaction { database in
            let rows = CopyRows(database: database)
            for (anchor, change) in rebased { try rows.put(change, number, anchor, isUnconfirmed: false) }
            try rows.confirm(number)
            try CopyObjectRows(database: database).confirm(number)
        }
    }

    func keep() async throws -> [Int64] {
        let written = partition.withLock { $0 }
        let moved = try await queue.writeWithoutTransaction { [table, digest] database in
            try written?.end(database)
            let moved = try written?.takeMoved(table, digest, database) ?? []
            try database.execute(sql: "RELEASE partition")
            return moved
        }
        partition.withLock { $0 = nil }
        return moved
    }

    func discard() async throws {
        let written = partition.withLock { $0 }
        // Indexes that were put aside come back with the rest.
        try await queue.writeWithoutTransaction { database in
            try database.execute(sql: "ROLLBACK TO partition")
            try database.execute(sql: "RELEASE partition")
            try written?.leave(database)
        }
        partition.withLock { $0 = nil }
    }

    func names(of numbers: [Int64]) async throws -> [(number: Int64, name: String)] {
        try await queue.writeWithoutTransaction { database in
            try numbers.compactMap { number in try Self.name(of: number, database).map { (number, $0) } }
        }
    }

    func names(ofAnchors anchors: [[UInt8]], in partition: String) async throws -> [[UInt8]: String] {
        try await queue.writeWithoutTransaction { [connector] database in
            guard let number = try SpaceRows.partitions(of: connector, database)[partition] else { return [:] }
            let statement = try database.cachedStatement(
                sql: "SELECT entry FROM space_object WHERE partition = ? AND anchor = ?"
            )
            var names: [[UInt8]: String] = [:]
            for anchor in anchors where names[anchor] == nil {
                let row = try Row.fetchOne(statement, arguments: [number, Data(anchor)])
                names[anchor] = try row.map { try StoredValue.entry($0).dn }
            }
            return names
        }
    }

    func delete(_ numbers: [Int64], areLost: Bool) async throws {
        try await queue.writeWithoutTransaction { [table] database in
            var writer = try SpaceWriter(table, database)
            for number in numbers { try writer.delete(number, isLost: areLost) }
            try writer.finish()
        }
    }

    func settle(_ counts: ImportCounts, watermarks: [Watermark], forgotten: [String]) async throws {
        try await queue.writeWithoutTransaction { [connector] database in
            try WorkspaceStore.settle(connector, counts, watermarks, forgotten, database)
        }
    }

    func commit() async throws {
        try await queue.writeWithoutTransaction { [table] database in
            try AttributeRows.save(table, database)
            try database.commit()
        }
        try queue.close()
    }

    func abandon() async {
        // Closing takes back whatever was not committed, if this cannot.
        try? await queue.writeWithoutTransaction { database in
            if database.isInsideTransaction { try database.rollback() }
        }
        try? queue.close()
    }

    private static func name(of number: Int64, _ database: Database) throws -> String? {
        let statement = try database.cachedStatement(sql: "SELECT entry FROM space_object WHERE number = ?")
        return try Row.fetchOne(statement, arguments: [number]).map { try StoredValue.entry($0).dn }
    }
}
