import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The tables of images, of what targets have accepted, and of what is on its way.
extension WorkspaceTables {
    /// Each image stands once, whatever it is at the same time: wanted by the rules, on its way, accepted by the target.
    ///
    /// `wanted` is 1 for what rules last made, of which an anchor has one, and 0 for what is kept because the target has
    /// accepted it, or may get it. Nobody changes an image that something refers to; a new one takes its place. `wanted`
    /// stands in the indexes too, so that what asks for it need not look into the rows.
    static let images = """
        CREATE TABLE image (
            number INTEGER PRIMARY KEY, connector TEXT NOT NULL, anchor TEXT NOT NULL, metaverse BLOB NOT NULL,
            class TEXT NOT NULL, wanted INTEGER NOT NULL CHECK (wanted IN (0, 1)), entry BLOB NOT NULL
        ) STRICT;
        INSERT INTO image (connector, anchor, metaverse, class, entry, wanted)
            SELECT connector, anchor, metaverse, class, entry, 1 FROM export_image WHERE state = 'desired';
        CREATE UNIQUE INDEX image_wanted ON image (connector, anchor, wanted) WHERE wanted = 1;
        CREATE INDEX image_owner ON image (connector, metaverse, wanted) WHERE wanted = 1;
        CREATE TABLE accepted (
            connector TEXT NOT NULL, anchor TEXT NOT NULL, class TEXT NOT NULL, image INTEGER NOT NULL,
            PRIMARY KEY (connector, anchor)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO accepted (connector, anchor, class, image)
            SELECT e.connector, e.anchor, e.class, i.number FROM export_image AS e
                JOIN image AS i ON i.wanted = 1 AND i.connector = e.connector AND i.anchor = e.anchor
                    AND i.class = e.class AND i.metaverse = e.metaverse AND i.entry = e.entry
                WHERE e.state = 'exported';
        INSERT INTO image (connector, anchor, metaverse, class, entry, wanted)
            SELECT connector, anchor, metaverse, class, entry, 0 FROM export_image AS e WHERE state = 'exported'
                AND NOT EXISTS (SELECT 1 FROM accepted AS a WHERE a.connector = e.connector AND a.anchor = e.anchor);
        INSERT INTO accepted (connector, anchor, class, image)
            SELECT connector, anchor, class, number FROM image WHERE wanted = 0;
        DROP TABLE export_image;
        CREATE VIEW accepted_image AS
            SELECT a.connector, a.anchor, i.metaverse, i.class, i.entry
                FROM accepted AS a JOIN image AS i ON i.number = a.image;
        ALTER TABLE outbox RENAME TO outbox_before;
        DROP INDEX outbox_state;
        CREATE TABLE outbox (
            sequence INTEGER PRIMARY KEY, operation TEXT NOT NULL, connector TEXT NOT NULL, anchor TEXT NOT NULL,
            kind TEXT NOT NULL, state TEXT NOT NULL, class TEXT NOT NULL, image INTEGER NOT NULL, code TEXT, message TEXT
        ) STRICT;
        """

    /// Gives what an earlier version had on its way images of its own, and what waits its places.
    static func fillImages(_ database: Database) throws {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT * FROM outbox_before WHERE entry IS NOT NULL ORDER BY sequence"
        )
        for (place, row) in rows.enumerated() {
            // The last four bytes of a name are the end of the place in the outbox: names that targets know stay.
            guard let name = try EntryUUID(row.value("operation") as String) else { throw OutboxRows.damaged }
            let end = name.bytes.suffix(4).reduce(0) { $0 << 8 | Int64($1) }
            let (connector, anchor, objectClass): (String, String, String) = try (
                row.value("connector"), row.value("anchor"), row.value("class")
            )
            try database.execute(
                sql: "INSERT INTO image (connector, anchor, metaverse, class, entry, wanted) VALUES (?, ?, ?, ?, ?, 0)",
                arguments: [
                    connector, anchor, try row.value("metaverse") as Data, objectClass, try row.value("entry") as Data,
                ]
            )
            try database.execute(
                sql: "INSERT INTO outbox (sequence, operation, connector, anchor, kind, state, class, image) "
                    + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    Int64(place) << 32 | end, name.description, connector, anchor, try row.value("kind") as String,
                    try row.value("state") as String, objectClass, database.lastInsertedRowID,
                ]
            )
        }
        try database.execute(sql: "DROP TABLE outbox_before; DELETE FROM pending_done;")
        try fillPending(database)
    }
}
