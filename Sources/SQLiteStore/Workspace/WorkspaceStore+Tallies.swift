import Directory
import Foundation
import GRDB
public import SyncEngine
public import SyncRules

extension WorkspaceStore {
    /// Whether objects have come, gone or moved since somebody last looked at what an import has lost.
    public func isImportUnchecked(_ connector: ConnectorID) async throws -> Bool {
        try await pool.read { database in
            try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM unchecked_import WHERE connector = ?)",
                arguments: [connector.text]
            ) ?? false
        }
    }

    /// How many objects the connector space has, by class and container, without those that rules have made in the forest's copy:
    /// when these go the forest has lost nothing.
    public func currentTallies(of connector: ConnectorID) async throws -> [ObjectTally] {
        try await pool.read { database in
            let hasMade = try CopyObjectRows(database: database).hasMade(of: connector)
            let rows = try Row.fetchCursor(
                database,
                // In the order in which they lie in the file: an index would jump between its pages.
                sql: "SELECT class, entry FROM space_object "
                    + "WHERE +partition IN (SELECT number FROM space_partition WHERE connector = ?)"
                    + (hasMade ? CopyObjectRows.notMade : ""),
                arguments: [connector.text]
            )
            // Not listed first: the heap would keep the room of half a million names during the run that follows.
            var counter = TallyCounter()
            while let row = try rows.next() {
                try counter.count(row.value(0) as String, dn: try StoredValue.entry(row, at: 1).dn)
            }
            return counter.tallies
        }
    }

    /// How many objects the connector space had after the last import that was good, by class and container.
    public func acceptedTallies(of connector: ConnectorID) async throws -> [ObjectTally] {
        try await pool.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT class, container, count FROM import_tally WHERE connector = ? ORDER BY class, container",
                arguments: [connector.text]
            ).map(Self.tally)
        }
    }

    /// How many objects have gone since the last import that was good and are in no partition of the connector now, by class and by
    /// the container that they were in.
    public func goneTallies(of connector: ConnectorID) async throws -> [ObjectTally] {
        try await pool.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT g.class, g.container, count(*) AS count FROM import_gone AS g WHERE g.connector = ? "
                    + "AND NOT EXISTS (SELECT 1 FROM space_partition AS p CROSS JOIN space_object AS o "
                    + "ON o.partition = p.number AND o.anchor = g.anchor WHERE p.connector = g.connector) "
                    + "GROUP BY g.class, g.container ORDER BY g.class, g.container",
                arguments: [connector.text]
            ).map(Self.tally)
        }
    }

    private static func tally(_ row: Row) throws -> ObjectTally {
        try ObjectTally(
            objectClass: row.value("class"),
            container: row.value("container"),
            count: row.value("count")
        )
    }

    /// Notes that an import was good, and that nothing of it has gone since.
    public func accept(_ tallies: [ObjectTally], of connector: ConnectorID) async throws {
        try await pool.write { database in
            try database.execute(sql: "DELETE FROM import_tally WHERE connector = ?", arguments: [connector.text])
            let insert = try database.makeStatement(
                sql: "INSERT INTO import_tally (connector, class, container, count) VALUES (?, ?, ?, ?)"
            )
            for tally in tallies {
                try insert.execute(arguments: [connector.text, tally.objectClass, tally.container, tally.count])
            }
            try database.execute(sql: "DELETE FROM import_gone WHERE connector = ?", arguments: [connector.text])
            try database.execute(sql: "DELETE FROM unchecked_import WHERE connector = ?", arguments: [connector.text])
        }
    }
}
