import Directory
import Foundation
import GRDB
public import SyncEngine
public import SyncRules

extension WorkspaceStore: SyncStore {
    /// All objects of one connector space, ascending by identity.
    public func connectorSpace(of connector: ConnectorID) async throws -> [ConnectorSpaceObject] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            var objects: [ConnectorSpaceObject] = []
            for (partition, number) in try SpaceRows.partitions(of: connector, database) {
                let rows = try Row.fetchCursor(
                    database,
                    sql: "SELECT anchor, class, entry, metaverse FROM space_object "
                        + "LEFT JOIN space_link ON object = number WHERE partition = ?",
                    arguments: [number]
                )
                while let row = try rows.next() {
                    objects.append(
                        ConnectorSpaceObject(
                            identity: ConnectorSpaceIdentity(
                                connector: connector,
                                partition: partition,
                                anchor: try Array(row.value("anchor") as Data)
                            ),
                            objectClass: try AttributeName(row.value("class") as String),
                            entry: try StoredValue.entry(row),
                            link: try (row.value("metaverse") as Data?).flatMap { MetaverseID(bytes: Array($0)) }
                        )
                    )
                }
            }
            return objects.sorted { $0.identity < $1.identity }
        }
    }

    /// Begins an import that is written as it comes.
    public func beginImport(of connector: ConnectorID) async throws -> any ImportTransaction {
        try await SpaceImport(of: connector, at: path, table: table, digest: digest)
    }

    /// Puts the changes of an import into the connector space, in one transaction; links of objects that stay are kept.
    public func replaceConnectorSpace(of connector: ConnectorID, with changes: ImportChanges) async throws {
        try await pool.write { [table, digest] database in
            try Self.apply(changes, to: connector, table, digest, database)
        }
    }

    /// Changes a connector space inside of a transaction.
    static func apply(
        _ changes: ImportChanges,
        to connector: ConnectorID,
        _ table: AttributeTable,
        _ digest: EntryDigest,
        _ database: Database
    ) throws {
        try AttributeRows.save(table, database)
        var writer = try SpaceWriter(table, database)
        let last = try Int64.fetchOne(database, sql: "SELECT max(number) FROM space_object") ?? 0
        var grown: Set<Int64> = []
        for object in changes.added + changes.updated {
            let partition = try SpaceRows.partition(object.identity.partition, of: connector, database)
            let print = digest.digest(object.entry, class: object.objectClass)
            if let number = try SpaceRows.number(of: object.identity, in: partition, database) {
                try writer.update(number, object, print)
            } else {
                try writer.insert(object, print, into: partition)
                grown.insert(partition)
            }
        }
        try writer.finish()
        // Before anything is deleted: what has moved is told as gone where it was.
        let moved = MovedObjects(database: database, table: table, digest: digest)
        for partition in grown.sorted() { try moved.settle(in: partition, after: last, areMany: false) }
        for identity in changes.deleted {
            let partition = try SpaceRows.partition(identity.partition, of: connector, database)
            guard let number = try SpaceRows.number(of: identity, in: partition, database) else { continue }
            try writer.delete(number, isLost: true)
        }
        try writer.finish()
    }

    /// All metaverse objects, ascending by identity.
    public func metaverse() async throws -> [MetaverseObject] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            return try Row.fetchAll(database, sql: "SELECT * FROM metaverse_object ORDER BY identifier").map { row in
                guard let identifier = try MetaverseID(bytes: Array(row.value("identifier") as Data)) else {
                    throw StoreError(.damaged, "The store holds a metaverse object without a proper identity.")
                }
                return MetaverseObject(
                    identifier: identifier,
                    objectClass: try AttributeName(row.value("class") as String),
                    entry: try StoredValue.entry(row)
                )
            }
        }
    }

    /// Runs a synchronization in one transaction: either all of it is kept or, where it throws, nothing.
    public func synchronize<Result: Sendable>(
        _ body: @escaping @Sendable (any SynchronizationTransaction) throws -> Result
    ) async throws -> Result {
        try await pool.write { [table, digest, kept] database in
            try AttributeRows.learn(table, database)
            try OutboxRows.doubt(database)
            let undo = try UndoNotes(database, keeping: kept)
            let fill = try FirstFill(database)
            // A run may have had it changed.
            defer { try? database.execute(sql: "PRAGMA cache_size = -\(StoreFile.writersCache)") }
            let pending = PendingRows(database, table, fill)
            let result = try body(
                SpaceSynchronization(
                    digest: digest,
                    database: database,
                    images: try ImageRows(database, fill, undo),
                    fill: fill,
                    pending: pending
                )
            )
            // What had gone has been missed now.
            try database.execute(sql: "DELETE FROM space_former")
            try fill.end()
            try pending.settle()
            try undo.finish()
            try pending.shown.settle(table, keeping: kept)
            try AttributeRows.save(table, database)
            return result
        }
    }

    /// The images that outbound rules last made, ascending by anchor.
    public func desiredImages(of connector: ConnectorID) async throws -> [ExportImage] {
        try await images(of: connector, .wanted)
    }

    /// The images that the target has accepted, ascending by anchor.
    public func exportedImages(of connector: ConnectorID) async throws -> [ExportImage] {
        try await images(of: connector, .accepted)
    }

    private func images(of connector: ConnectorID, _ state: ImageRows.State) async throws -> [ExportImage] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM \(state.rows)",
                arguments: [connector.text]
            )
            return try rows.map { try ImageRows.image($0, connector) }.sorted { $0.anchor < $1.anchor }
        }
    }
}
