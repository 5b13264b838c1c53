import Directory
import Foundation
import GRDB
public import SyncEngine
public import SyncRules

/// Walks over everything, in the order in which it lies in the file, of which only what is wanted is kept.
extension WorkspaceStore {
    /// The objects of all connector spaces that are wanted, ascending by identity.
    public func connectorObjects(
        where isWanted: @escaping @Sendable (ConnectorSpaceObject) -> Bool
    ) async throws -> [ConnectorSpaceObject] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let partitions = try Row.fetchAll(database, sql: "SELECT number, connector, name FROM space_partition")
            let places = Dictionary(
                partitions.map { ($0[0] as Int64, (connector: ConnectorID($0[1]), name: $0[2] as String)) }
            ) { first, _ in first }
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT number, anchor, class, entry, metaverse, partition FROM space_object "
                    + "LEFT JOIN space_link ON object = number ORDER BY number"
            )
            var found: [ConnectorSpaceObject] = []
            while let row = try rows.next() {
                guard let place = places[row[5]] else {
                    throw StoreError(
                        .damaged,
                        "The store has an object of no partition. Restore the store from a copy."
                    )
                }
                let object = try SpaceSynchronization.object(row, place.connector, place.name)
                if isWanted(object) { found.append(object) }
            }
            return found.sorted { $0.identity < $1.identity }
        }
    }

    /// The source anchors of images for a connector that are wanted, ascending: those that rules last made, that the target
    /// has accepted, and that are on their way.
    public func anchors(
        of connector: ConnectorID,
        where isWanted: @escaping @Sendable (ExportImage) -> Bool
    ) async throws -> [String] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT anchor, metaverse, class, entry FROM image WHERE +connector = ? ORDER BY number",
                arguments: [connector.text]
            )
            var found: Set<String> = []
            while let row = try rows.next() {
                let image = try ImageRows.image(row, connector)
                if isWanted(image) { found.insert(image.anchor) }
            }
            return found.sorted()
        }
    }

    /// The source anchors of the images that rules last made of metaverse objects, ascending.
    public func anchors(of connector: ConnectorID, behind identifiers: [MetaverseID]) async throws -> [String] {
        try await pool.read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT anchor FROM image WHERE wanted = 1 AND connector = ? AND metaverse = ?"
            )
            return try identifiers.flatMap {
                try String.fetchAll(statement, arguments: [connector.text, Data($0.bytes)])
            }.sorted()
        }
    }
}
