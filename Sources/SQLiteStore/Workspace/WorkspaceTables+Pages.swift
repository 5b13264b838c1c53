import Directory
import Foundation
import GRDB

/// The tables that lists are turned by, kept as rows come and go, so that no page depends on how many there are.
extension WorkspaceTables {
    /// The name of each object of a connector space, and what waits to be exported with its counts.
    ///
    /// `rank` orders operations with what weighs most first: 0 deletes, 1 updates, 2 adds. The triggers compare an image
    /// with the one that the target has accepted as soon as one of the two changes, whoever writes it.
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
        CREATE TRIGGER pending_export_comes AFTER INSERT ON pending_export BEGIN
            INSERT INTO pending_count VALUES (new.connector, new.rank, new.class, 1)
                ON CONFLICT (connector, rank, class) DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER pending_export_goes AFTER DELETE ON pending_export BEGIN
            UPDATE pending_count SET count = count - 1
                WHERE connector = old.connector AND rank = old.rank AND class = old.class;
        END;
        CREATE TRIGGER export_image_comes AFTER INSERT ON export_image BEGIN \(look(at: "new")) END;
        CREATE TRIGGER export_image_changes AFTER UPDATE ON export_image BEGIN \(look(at: "new")) END;
        CREATE TRIGGER export_image_goes AFTER DELETE ON export_image BEGIN \(look(at: "old")) END;
        """

    /// Compares the images of one anchor anew.
    private static func look(at row: String) -> String {
        """
        DELETE FROM pending_export WHERE connector = \(row).connector AND anchor = \(row).anchor;
        \(coming) AND made.connector = \(row).connector AND made.anchor = \(row).anchor;
        \(going) AND had.connector = \(row).connector AND had.anchor = \(row).anchor;
        """
    }

    /// What is to be added or updated.
    private static let coming = """
        INSERT INTO pending_export (connector, rank, class, name, anchor)
            SELECT made.connector, CASE WHEN had.anchor IS NULL THEN 2 ELSE 1 END, made.class, dryad_name(made.entry),
                made.anchor
            FROM export_image AS made LEFT JOIN export_image AS had
                ON had.connector = made.connector AND had.state = 'exported' AND had.anchor = made.anchor
            WHERE made.state = 'desired'
                AND (had.anchor IS NULL OR had.entry <> made.entry OR had.class <> made.class)
        """

    /// What is to be deleted.
    private static let going = """
        INSERT INTO pending_export (connector, rank, class, name, anchor)
            SELECT had.connector, 0, had.class, dryad_name(had.entry), had.anchor FROM export_image AS had
            WHERE had.state = 'exported' AND NOT EXISTS (SELECT 1 FROM export_image AS made
                WHERE made.connector = had.connector AND made.state = 'desired' AND made.anchor = had.anchor)
        """

    /// Gives what an earlier version wrote its names and its place among what waits.
    static func fillPages(_ database: Database) throws {
        let table = AttributeTable(try AttributeRows.names(database))
        let label = ObjectLabel(table)
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
        database.add(function: ObjectLabel.function(table))
        try database.execute(sql: coming)
        try database.execute(sql: going)
    }
}
