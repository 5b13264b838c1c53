import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The tables that lists are turned by, kept as rows come and go, so that no page depends on how many there are.
extension WorkspaceTables {
    /// The name of each object of a connector space, and what waits to be exported with its counts.
    ///
    /// `rank` orders operations with what weighs most first: 0 deletes, 1 updates, 2 adds.
    static let pages = """
        ALTER TABLE space_object ADD COLUMN label TEXT NOT NULL DEFAULT '';
        CREATE INDEX space_object_label ON space_object (partition, label);
        CREATE TABLE pending_export (
            connector TEXT NOT NULL, rank INTEGER NOT NULL, class TEXT NOT NULL, name TEXT NOT NULL, anchor TEXT NOT NULL,
            PRIMARY KEY (connector, rank, class, name, anchor)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX pending_export_anchor ON pending_export (connector, anchor);
        CREATE TABLE pending_count (
            connector TEXT NOT NULL, rank INTEGER NOT NULL, class TEXT NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY (connector, rank, class)
        ) STRICT, WITHOUT ROWID;
        """

    /// What of the list is done; images are found by their metaverse objects while rules make them, and only then.
    static let pendingDone = """
        DROP TRIGGER IF EXISTS pending_export_comes;
        DROP TRIGGER IF EXISTS pending_export_goes;
        DROP TRIGGER IF EXISTS export_image_comes;
        DROP TRIGGER IF EXISTS export_image_changes;
        DROP TRIGGER IF EXISTS export_image_goes;
        CREATE TABLE pending_done (
            connector TEXT NOT NULL, anchor TEXT NOT NULL, PRIMARY KEY (connector, anchor)
        ) STRICT, WITHOUT ROWID;
        DROP INDEX export_image_metaverse;
        CREATE INDEX export_image_owner ON export_image (metaverse) WHERE state = 'desired';
        """

    /// Gives what an earlier version wrote its names.
    static func fillPages(_ database: Database) throws {
        let label = ObjectLabel(AttributeTable(try AttributeRows.names(database)))
        let update = try database.makeStatement(sql: "UPDATE space_object SET label = ? WHERE number = ?")
        for number in try Int64.fetchAll(database, sql: "SELECT number FROM space_object") {
            let row = try Row.fetchOne(
                database,
                sql: "SELECT entry FROM space_object WHERE number = ?",
                arguments: [number]
            )
            guard let row else { continue }
            try update.execute(arguments: [label.searched(of: try StoredValue.entry(row)), number])
        }
    }

    /// Makes the list of what waits anew.
    static func fillPending(_ database: Database) throws {
        try database.execute(sql: "DELETE FROM pending_export; DELETE FROM pending_count;")
        let pending = PendingRows(database, AttributeTable(try AttributeRows.names(database)))
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT connector, anchor FROM image WHERE wanted = 1 UNION SELECT connector, anchor FROM accepted"
        )
        for row in rows { try pending.note(ConnectorID(row.value(0)), row.value(1)) }
        try pending.settle()
    }
}
