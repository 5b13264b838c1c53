public import Directory
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
                try partitions.map {
                    try ($0.value(0) as Int64, (connector: ConnectorID($0.value(1)), name: $0.value(2) as String))
                }
            ) { first, _ in first }
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT number, anchor, class, entry, metaverse, partition FROM space_object "
                    + "LEFT JOIN space_link ON object = number ORDER BY number"
            )
            var found: [ConnectorSpaceObject] = []
            while let row = try rows.next() {
                guard let place = try places[row.value(5)] else {
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

    /// At most so many objects of some connector spaces behind a row, with the last row that was read: behind zero lie all.
    public func connectorObjects(
        of connectors: [ConnectorID],
        behindRow row: Int64,
        limit: Int
    ) async throws -> (objects: [ConnectorSpaceObject], last: Int64) {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            var places: [Int64: (connector: ConnectorID, name: String)] = [:]
            for connector in connectors {
                for (name, number) in try SpaceRows.partitions(of: connector, database) {
                    places[number] = (connector: connector, name: name)
                }
            }
            // Nothing is read of the rows of others.
            let wanted = places.keys.sorted().map { "\($0)" }.joined(separator: ", ")
            let rows = try Row.fetchCursor(
                try database.cachedStatement(
                    sql: "SELECT number, anchor, class, entry, metaverse, partition FROM space_object "
                        + "LEFT JOIN space_link ON object = number "
                        + "WHERE number > ? AND +partition IN (\(wanted)) ORDER BY number LIMIT ?"
                ),
                arguments: [row, limit]
            )
            var objects: [ConnectorSpaceObject] = []
            var last = row
            while let row = try rows.next() {
                last = try row.value(0)
                guard let place = try places[row.value(5)] else { continue }
                objects.append(try SpaceSynchronization.object(row, place.connector, place.name))
            }
            return (objects: objects, last: last)
        }
    }

    /// The identities of all metaverse objects, by their classes.
    public func metaverseIdentities() async throws -> [AttributeName: [MetaverseID]] {
        try await pool.read { database in
            let rows = try Row.fetchCursor(database, sql: "SELECT identifier, class FROM metaverse_object")
            var found: [AttributeName: [MetaverseID]] = [:]
            while let row = try rows.next() {
                guard let identifier = StoredValue.identity(row, at: 0) else {
                    throw StoreError(.damaged, "The store holds a metaverse object without a proper identity.")
                }
                try found[AttributeName(row.value(1) as String), default: []].append(identifier)
            }
            return found
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
