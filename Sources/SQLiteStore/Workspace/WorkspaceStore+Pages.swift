import Directory
import Foundation
import GRDB
public import SyncEngine
public import SyncRules

extension WorkspaceStore {
    /// At most so many objects of one connector space behind an object, ascending by partition and anchor.
    public func connectorSpace(
        of connector: ConnectorID,
        after: ConnectorSpaceIdentity?,
        limit: Int
    ) async throws -> [ConnectorSpaceObject] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            var objects: [ConnectorSpaceObject] = []
            let partitions = try SpaceRows.partitions(of: connector, database).sorted { $0.key < $1.key }
            for (name, number) in partitions where objects.count < limit && name >= after?.partition ?? "" {
                objects += try Self.connectorObjects(
                    "o.partition = ? AND o.anchor > ? ORDER BY o.anchor LIMIT ?",
                    [number, Data(name == after?.partition ? after?.anchor ?? [] : []), limit - objects.count],
                    database
                )
            }
            return objects
        }
    }

    /// At most so many objects of one connector space whose names begin so, behind an object; by partition and name.
    public func connectorSpace(
        of connector: ConnectorID,
        beginning: String,
        after: ConnectorSpaceIdentity?,
        limit: Int
    ) async throws -> [ConnectorSpaceObject] {
        let beginning = ObjectLabel.searched(beginning)
        return try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            var objects: [ConnectorSpaceObject] = []
            let partitions = try SpaceRows.partitions(of: connector, database).sorted { $0.key < $1.key }
            for (name, number) in partitions where objects.count < limit && name >= after?.partition ?? "" {
                var behind: (name: String, anchor: [UInt8]) = (beginning, [])
                if let after, name == after.partition {
                    let label = try String.fetchOne(
                        database,
                        sql: "SELECT label FROM space_object WHERE partition = ? AND anchor = ?",
                        arguments: [number, Data(after.anchor)]
                    )
                    if let label { behind = (label, after.anchor) }
                }
                objects += try Self.connectorObjects(
                    "o.partition = ? AND o.label < ? AND (o.label, o.anchor) > (?, ?) "
                        + "ORDER BY o.label, o.anchor LIMIT ?",
                    [
                        number, ObjectLabel.end(of: beginning), behind.name, Data(behind.anchor), limit - objects.count,
                    ],
                    database
                )
            }
            return objects
        }
    }

    /// The objects of one connector space that have an anchor, ascending by partition.
    public func connectorObjects(of connector: ConnectorID, anchor: [UInt8]) async throws -> [ConnectorSpaceObject] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            return try SpaceRows.partitions(of: connector, database).sorted { $0.key < $1.key }.flatMap { _, number in
                try Self.connectorObjects("o.partition = ? AND o.anchor = ?", [number, Data(anchor)], database)
            }
        }
    }

    /// One object of a connector space; nothing where there is none of that identity.
    public func connectorObject(_ identity: ConnectorSpaceIdentity) async throws -> ConnectorSpaceObject? {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            return try Self.connectorObjects(
                "p.connector = ? AND p.name = ? AND o.anchor = ?",
                [identity.connector.text, identity.partition, Data(identity.anchor)],
                database
            ).first
        }
    }

    /// The objects of connector spaces that have these identities, in their order; none for one that nobody has.
    public func connectorObjects(_ identities: [ConnectorSpaceIdentity]) async throws -> [ConnectorSpaceObject] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            return try identities.flatMap { identity in
                try Self.connectorObjects(
                    "p.connector = ? AND p.name = ? AND o.anchor = ?",
                    [identity.connector.text, identity.partition, Data(identity.anchor)],
                    database
                )
            }
        }
    }

    /// The objects of all connector spaces that are linked to a metaverse object, ascending by identity.
    public func connectorObjects(linkedTo identifier: MetaverseID) async throws -> [ConnectorSpaceObject] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            return try Self.connectorObjects("l.metaverse = ?", [Data(identifier.bytes)], database)
                .sorted { $0.identity < $1.identity }
        }
    }

    /// Metaverse objects, and the objects of all connector spaces that are linked to them; read together, since many reads
    /// cost more than one.
    public func objects(
        behind identifiers: [MetaverseID]
    ) async throws -> (metaverse: [MetaverseObject], linked: [ConnectorSpaceObject]) {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let statement = try database.cachedStatement(
                sql: "SELECT class, entry FROM metaverse_object WHERE identifier = ?"
            )
            var metaverse: [MetaverseObject] = []
            var linked: [ConnectorSpaceObject] = []
            for identifier in identifiers {
                if let row = try Row.fetchOne(statement, arguments: [Data(identifier.bytes)]) {
                    metaverse.append(
                        MetaverseObject(
                            identifier: identifier,
                            objectClass: try AttributeName(row.value("class") as String),
                            entry: try StoredValue.entry(row)
                        )
                    )
                }
                linked += try Self.connectorObjects("l.metaverse = ?", [Data(identifier.bytes)], database)
                    .sorted { $0.identity < $1.identity }
            }
            return (metaverse, linked)
        }
    }

    /// The objects of all connector spaces that have an anchor, ascending by identity.
    public func connectorObjects(anchor: [UInt8]) async throws -> [ConnectorSpaceObject] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let numbers = try Int64.fetchAll(database, sql: "SELECT number FROM space_partition")
            // Objects are found by partition and anchor together.
            return try numbers.flatMap {
                try Self.connectorObjects("o.partition = ? AND o.anchor = ?", [$0, Data(anchor)], database)
            }.sorted { $0.identity < $1.identity }
        }
    }

    /// At most so many images behind a source anchor, ascending by it: as they should be, or as the target has accepted them.
    public func images(
        of connector: ConnectorID,
        isDesired: Bool,
        after anchor: String?,
        limit: Int
    ) async throws -> [ExportImage] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            let state = isDesired ? ImageRows.State.wanted : .accepted
            return try Row.fetchAll(
                database,
                sql: "SELECT * FROM \(state.rows) AND anchor > ? ORDER BY anchor LIMIT ?",
                arguments: [connector.text, anchor ?? "", limit]
            ).map { try ImageRows.image($0, connector) }
        }
    }

    /// One metaverse object; nothing where there is none of that identity.
    public func metaverseObject(_ identifier: MetaverseID) async throws -> MetaverseObject? {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            return try Row.fetchOne(
                database,
                sql: "SELECT class, entry FROM metaverse_object WHERE identifier = ?",
                arguments: [Data(identifier.bytes)]
            ).map { row in
                MetaverseObject(
                    identifier: identifier,
                    objectClass: try AttributeName(row.value("class") as String),
                    entry: try StoredValue.entry(row)
                )
            }
        }
    }

    /// The images with these anchors, as they should be and as the target has accepted them.
    public func images(
        of connector: ConnectorID,
        anchors: [String]
    ) async throws -> (desired: [ExportImage], exported: [ExportImage]) {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            func images(_ state: ImageRows.State) throws -> [ExportImage] {
                let statement = try database.cachedStatement(sql: "SELECT * FROM \(state.rows) AND anchor = ?")
                return try anchors.sorted().compactMap { anchor in
                    try Row.fetchOne(statement, arguments: [connector.text, anchor])
                        .map { try ImageRows.image($0, connector) }
                }
            }
            return (try images(.wanted), try images(.accepted))
        }
    }

    private static func connectorObjects(
        _ condition: String,
        _ arguments: StatementArguments,
        _ database: Database
    ) throws -> [ConnectorSpaceObject] {
        let rows = try Row.fetchCursor(
            try database.cachedStatement(
                sql:
                    "SELECT o.number, o.anchor, o.class, o.entry, l.metaverse, p.connector, p.name FROM space_object AS o "
                    + "JOIN space_partition AS p ON p.number = o.partition "
                    + "LEFT JOIN space_link AS l ON l.object = o.number WHERE " + condition
            ),
            arguments: arguments
        )
        var objects: [ConnectorSpaceObject] = []
        while let row = try rows.next() {
            objects.append(try SpaceSynchronization.object(row, ConnectorID(row.value(5)), row.value(6)))
        }
        return objects
    }
}
