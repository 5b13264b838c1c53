/// Images as an earlier version kept them: a copy for the rules, a copy for the target, and one in the outbox.
extension StoreFixture {
    static func makeImagesOlder(in path: String) throws {
        try makePartsOlder(in: path)
        for statement in [
            """
            CREATE TABLE export_image (
                connector TEXT NOT NULL, state TEXT NOT NULL, anchor TEXT NOT NULL, metaverse BLOB NOT NULL,
                class TEXT NOT NULL, entry BLOB NOT NULL, PRIMARY KEY (connector, state, anchor)
            ) STRICT
            """,
            "INSERT INTO export_image SELECT connector, 'desired', anchor, metaverse, class, entry FROM image "
                + "WHERE wanted = 1",
            "INSERT INTO export_image SELECT connector, 'exported', anchor, metaverse, class, entry FROM accepted_image",
            "CREATE INDEX export_image_owner ON export_image (metaverse) WHERE state = 'desired'",
            "ALTER TABLE outbox RENAME TO outbox_later",
            """
            CREATE TABLE outbox (
                sequence INTEGER PRIMARY KEY, operation TEXT NOT NULL UNIQUE, connector TEXT NOT NULL,
                anchor TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, class TEXT NOT NULL,
                metaverse BLOB NOT NULL, entry BLOB, code TEXT, message TEXT
            ) STRICT
            """,
            "CREATE INDEX outbox_state ON outbox (connector, state)",
            """
            INSERT INTO outbox SELECT o.sequence, substr(o.operation, 1, 28) || printf('%08x', 4026531840 + o.sequence), o.connector,
                o.anchor, o.kind, o.state, o.class, i.metaverse, i.entry, o.code, o.message
                FROM outbox_later AS o JOIN image AS i ON i.number = o.image
            """,
            "DROP TABLE outbox_later", "DROP VIEW accepted_image", "DROP TABLE accepted", "DROP TABLE image",
            "DELETE FROM grdb_migrations WHERE identifier = '0010-images'",
        ] { try execute(statement, in: path) }
    }
}
