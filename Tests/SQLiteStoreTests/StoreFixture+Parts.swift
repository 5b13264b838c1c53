/// Exports on their way as an earlier version kept them: a row for each change, also for those that are done.
extension StoreFixture {
    static func makePartsOlder(in path: String) throws {
        for statement in [
            "DROP TABLE outgoing_part", "ALTER TABLE pending_done RENAME TO pending_done_later",
            """
            CREATE TABLE pending_done (
                connector TEXT NOT NULL, anchor TEXT NOT NULL, PRIMARY KEY (connector, anchor)
            ) STRICT, WITHOUT ROWID
            """,
            """
            INSERT INTO pending_done SELECT p.connector, p.anchor FROM pending_done_later AS done JOIN pending_export AS p
                ON p.connector = done.connector AND (p.rank = 0) = done.deletions AND p.anchor BETWEEN done.first AND done.last
            """,
            "DROP TABLE pending_done_later",
            """
            CREATE TABLE unconfirmed_export (
                connector TEXT NOT NULL, anchor TEXT NOT NULL, PRIMARY KEY (connector, anchor)
            ) STRICT
            """,
            "INSERT INTO unconfirmed_export SELECT connector, anchor FROM accepted WHERE unconfirmed = 1",
            "ALTER TABLE accepted DROP COLUMN joined", "DELETE FROM grdb_migrations WHERE identifier = '0018-joined'",
            "ALTER TABLE accepted DROP COLUMN unconfirmed", "UPDATE outbox SET state = 'sent' WHERE state = 'unknown'",
            "DELETE FROM grdb_migrations WHERE identifier = '0011-outgoing-parts'",
        ] { try execute(statement, in: path) }
    }
}
