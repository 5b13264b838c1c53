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
            let rows = try Row.fetchCursor(
                database,
                sql:
                    "SELECT connector, partition, anchor, class, entry, link FROM connector_object WHERE connector = ? "
                    + "ORDER BY partition, anchor",
                arguments: [connector.text]
            )
            while let row = try rows.next() {
                objects.append(try Self.connectorObject(row))
            }
            return objects.sorted { $0.identity < $1.identity }
        }
    }

    /// Puts the result of an import in place, in one transaction; links of objects that stay are kept.
    public func replaceConnectorSpace(of connector: ConnectorID, with changes: ImportChanges) async throws {
        try await pool.write { [table] database in
            try AttributeRows.save(table, database)
            let insert = try database.makeStatement(
                sql: "INSERT INTO connector_object (connector, partition, anchor, class, entry, link) "
                    + "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (connector, partition, anchor) "
                    + "DO UPDATE SET class = excluded.class, entry = excluded.entry"
            )
            for object in changes.added + changes.updated {
                try insert.execute(arguments: [
                    connector.text, object.identity.partition, Data(object.identity.anchor),
                    object.objectClass.spelling, Data(object.entry.bytes), object.link.map { Data($0.bytes) },
                ])
            }
            let delete = try database.makeStatement(
                sql: "DELETE FROM connector_object WHERE connector = ? AND partition = ? AND anchor = ?"
            )
            for identity in changes.deleted {
                try delete.execute(arguments: [connector.text, identity.partition, Data(identity.anchor)])
            }
        }
    }

    /// All metaverse objects, ascending by identity.
    public func metaverse() async throws -> [MetaverseObject] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            return try Row.fetchAll(database, sql: "SELECT * FROM metaverse_object ORDER BY identifier").map { row in
                guard let identifier = MetaverseID(bytes: Array(row["identifier"] as Data)) else {
                    throw StoreError(.damaged, "The store holds a metaverse object without a proper identity.")
                }
                return MetaverseObject(
                    identifier: identifier,
                    objectClass: AttributeName(row["class"] as String),
                    entry: try StoredValue.entry(row)
                )
            }
        }
    }

    /// Puts the result of a synchronization in place, in one transaction.
    public func replaceMetaverse(with result: SynchronizationResult) async throws {
        try await pool.write { [table] database in
            try AttributeRows.save(table, database)
            try database.execute(sql: "DELETE FROM metaverse_object")
            let insert = try database.makeStatement(
                sql: "INSERT INTO metaverse_object (identifier, class, entry) VALUES (?, ?, ?)"
            )
            for object in result.metaverse {
                try insert.execute(arguments: [
                    Data(object.identifier.bytes), object.objectClass.spelling, Data(object.entry.bytes),
                ])
            }
            try database.execute(sql: "UPDATE connector_object SET link = NULL WHERE link IS NOT NULL")
            let link = try database.makeStatement(
                sql: "UPDATE connector_object SET link = ? WHERE connector = ? AND partition = ? AND anchor = ?"
            )
            for (identity, identifier) in result.links {
                try link.execute(arguments: [
                    Data(identifier.bytes), identity.connector.text, identity.partition, Data(identity.anchor),
                ])
            }
            try database.execute(sql: "DELETE FROM export_image WHERE state = ?", arguments: [ImageState.desired])
            try Self.insert(result.images, ImageState.desired, database)
        }
    }

    /// The images that outbound rules last made, ascending by anchor.
    public func desiredImages(of connector: ConnectorID) async throws -> [ExportImage] {
        try await images(of: connector, ImageState.desired)
    }

    /// The images that the target has accepted, ascending by anchor.
    public func exportedImages(of connector: ConnectorID) async throws -> [ExportImage] {
        try await images(of: connector, ImageState.exported)
    }

    /// Writes down that the target has accepted these changes.
    public func recordAccepted(_ changes: [PendingExport]) async throws {
        try await pool.write { try Self.recordAccepted(changes, $0) }
    }

    static func recordAccepted(_ changes: [PendingExport], _ database: Database) throws {
        for change in changes where change.operation == .delete {
            try database.execute(
                sql: "DELETE FROM export_image WHERE connector = ? AND state = ? AND anchor = ?",
                arguments: [change.connector.text, ImageState.exported, change.anchor]
            )
        }
        try insert(changes.filter { $0.operation != .delete }.map(\.image), ImageState.exported, database)
    }

    static func connectorObject(_ row: Row) throws -> ConnectorSpaceObject {
        ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(
                connector: ConnectorID(row["connector"]),
                partition: row["partition"],
                anchor: Array(row["anchor"] as Data)
            ),
            objectClass: AttributeName(row["class"] as String),
            entry: try StoredValue.entry(row),
            link: (row["link"] as Data?).flatMap { MetaverseID(bytes: Array($0)) }
        )
    }

    static func image(_ row: Row, of connector: ConnectorID) throws -> ExportImage {
        guard let metaverse = MetaverseID(bytes: Array(row["metaverse"] as Data)) else {
            throw StoreError(.damaged, "The store holds an export without a proper metaverse object.")
        }
        return ExportImage(
            connector: connector,
            metaverse: metaverse,
            objectClass: AttributeName(row["class"] as String),
            anchor: row["anchor"],
            entry: try StoredValue.entry(row)
        )
    }

    enum ImageState {
        static let desired = "desired"
        static let exported = "exported"
    }

    private func images(of connector: ConnectorID, _ state: String) async throws -> [ExportImage] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM export_image WHERE connector = ? AND state = ?",
                arguments: [connector.text, state]
            )
            return try rows.map { try Self.image($0, of: connector) }.sorted { $0.anchor < $1.anchor }
        }
    }

    private static func insert(_ images: [ExportImage], _ state: String, _ database: Database) throws {
        let statement = try database.makeStatement(
            sql: "INSERT OR REPLACE INTO export_image (connector, state, anchor, metaverse, class, entry) "
                + "VALUES (?, ?, ?, ?, ?, ?)"
        )
        for image in images {
            try statement.execute(arguments: [
                image.connector.text, state, image.anchor, Data(image.metaverse.bytes), image.objectClass.spelling,
                Data(image.entry.bytes),
            ])
        }
    }
}
