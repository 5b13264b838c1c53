import Directory
import Foundation
import GRDB
public import SyncEngine
public import SyncRules

/// The connector space of a target: what it returns of objects that rules inwards read.
extension WorkspaceStore {
    /// Puts what a target returns into its connector space, and gives back the numbers of the objects; what is as it was is
    /// not written again.
    public func keepReturned(_ objects: [ConnectorSpaceObject], of connector: ConnectorID) async throws -> [Int64] {
        guard !objects.isEmpty else { return [] }
        return try await pool.write { [table, digest] database in
            try AttributeRows.save(table, database)
            var numbers: [Int64] = []
            var partitions = try SpaceRows.partitions(of: connector, database)
            var writer = try SpaceWriter(table, database)
            let stored = try database.cachedStatement(sql: "SELECT fingerprint FROM space_object WHERE number = ?")
            // What was exported from here is joined to what it was made of.
            let link = try database.cachedStatement(
                sql: "INSERT OR IGNORE INTO space_link (object, metaverse) SELECT ?, metaverse FROM image "
                    + "WHERE wanted = 1 AND connector = ? AND anchor = ?"
            )
            for object in objects {
                let name = object.identity.partition
                let partition = try partitions[name] ?? SpaceRows.partition(name, of: connector, database)
                partitions[name] = partition
                let print = digest.digest(object.entry, class: object.objectClass)
                if let number = try SpaceRows.number(of: object.identity, in: partition, database) {
                    numbers.append(number)
                    let before = try Int64.fetchOne(stored, arguments: [number])
                    if before != Int64(bitPattern: print) { try writer.update(number, object, print) }
                } else {
                    try writer.insert(object, print, into: partition)
                    let number = database.lastInsertedRowID
                    numbers.append(number)
                    try link.execute(arguments: [
                        number, connector.text, String(decoding: object.identity.anchor, as: UTF8.self),
                    ])
                }
            }
            try writer.finish()
            return numbers
        }
    }

    /// Takes objects out of the connector space of a target that it has no more, joined or not.
    public func forgetReturned(anchors: [String], of connector: ConnectorID) async throws {
        guard !anchors.isEmpty else { return }
        try await pool.write { [table] database in
            let rows = DisconnectorRows(database: database)
            for anchor in anchors { try rows.remove(anchor, of: connector) }
            var writer = try SpaceWriter(table, database)
            for (name, partition) in try SpaceRows.partitions(of: connector, database) {
                for anchor in anchors {
                    let identity = ConnectorSpaceIdentity(
                        connector: connector,
                        partition: name,
                        anchor: Array(anchor.utf8)
                    )
                    if let number = try SpaceRows.number(of: identity, in: partition, database) {
                        try writer.delete(number)
                    }
                }
            }
            try writer.finish()
        }
    }

    /// Ends reading everything that a target returns: of its connector space these numbers stay.
    public func endReturned(keeping numbers: [Int64], of connector: ConnectorID) async throws {
        try await pool.write { [table] database in
            let kept = Set(numbers)
            let known = try Int64.fetchAll(
                database,
                sql: "SELECT o.number FROM space_partition AS p CROSS JOIN space_object AS o ON o.partition = p.number "
                    + "WHERE p.connector = ?",
                arguments: [connector.text]
            )
            var writer = try SpaceWriter(table, database)
            for number in known where !kept.contains(number) { try writer.delete(number) }
            try writer.finish()
        }
    }

    /// Takes out of the connector space of a target what was deleted there by an export from here.
    ///
    /// Looked for only where there are more objects than the target has accepted, or had already. Objects of the cloud, which are
    /// in a partition of their own, have nothing to do with it.
    public func forgetDeleted(of connector: ConnectorID) async throws {
        try await pool.write { [table] database in
            let counts = try Row.fetchOne(
                database,
                sql: """
                    SELECT (SELECT coalesce(sum(count), 0) FROM space_class
                                JOIN space_partition AS p ON p.number = partition
                                WHERE connector = :connector AND name = ''),
                        (SELECT count(*) FROM accepted WHERE connector = :connector)
                            + (SELECT count(*) FROM disconnector WHERE connector = :connector)
                    """,
                arguments: ["connector": connector.text]
            )
            guard let counts, try counts.value(0) as Int > counts.value(1) else { return }
            let gone = try Int64.fetchAll(
                database,
                sql: """
                    SELECT o.number FROM space_partition AS p CROSS JOIN space_object AS o ON o.partition = p.number
                    WHERE p.connector = :connector AND p.name = ''
                        AND NOT EXISTS (SELECT 1 FROM accepted AS a
                            WHERE a.connector = :connector AND a.anchor = CAST(o.anchor AS TEXT))
                        AND NOT EXISTS (SELECT 1 FROM disconnector AS d
                            WHERE d.connector = :connector AND d.anchor = CAST(o.anchor AS TEXT))
                    """,
                arguments: ["connector": connector.text]
            )
            var writer = try SpaceWriter(table, database)
            for number in gone { try writer.delete(number) }
            try writer.finish()
        }
    }
}
