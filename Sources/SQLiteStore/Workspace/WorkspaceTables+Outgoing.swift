import GRDB

/// The tables of exports on their way, many changes to a row.
extension WorkspaceTables {
    /// Parts that leave, stretches of the list that are done, and what the target has taken and has not shown since.
    ///
    /// A part is what waits behind one anchor up to another, deletions or none, in the order of anchors; its changes take
    /// places in the outbox from `sequence` on. `first` and `last` of what is done belong to it.
    static let outgoingParts = """
        CREATE TABLE outgoing_part (
            sequence INTEGER PRIMARY KEY, operation TEXT NOT NULL, connector TEXT NOT NULL, deletions INTEGER NOT NULL,
            after TEXT NOT NULL, last TEXT NOT NULL, count INTEGER NOT NULL
        ) STRICT;
        DELETE FROM pending_export WHERE (connector, anchor) IN (SELECT connector, anchor FROM pending_done);
        DROP TABLE pending_done;
        CREATE TABLE pending_done (
            connector TEXT NOT NULL, deletions INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
            PRIMARY KEY (connector, deletions, last)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE accepted ADD COLUMN unconfirmed INTEGER NOT NULL DEFAULT 0;
        UPDATE accepted SET unconfirmed = 1
            WHERE (connector, anchor) IN (SELECT connector, anchor FROM unconfirmed_export);
        DROP TABLE unconfirmed_export;
        """
}
