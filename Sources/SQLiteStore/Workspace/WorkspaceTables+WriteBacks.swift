/// The tables of what rules want forests to have, and of what their simulated copies have of it.
extension WorkspaceTables {
    /// What waits to be written back, and how the copies differ from the forests.
    ///
    /// Attributes are lists of JSON with their numbers. `state` is 0 for what waits, 1 for what is in the copy and has not
    /// been read back, and 2 once an import has passed since it was written. Both go with their object, whoever removes it.
    /// What the last synchronization left is forgotten: it knew nothing of what is to be written back.
    static let writeBacks = """
        CREATE TABLE write_back (
            object INTEGER PRIMARY KEY, attributes TEXT NOT NULL, merged TEXT NOT NULL, entry BLOB NOT NULL,
            state INTEGER NOT NULL CHECK (state IN (0, 1, 2))
        ) STRICT;
        CREATE INDEX write_back_state ON write_back (state);
        CREATE TABLE forest_copy (
            partition INTEGER NOT NULL, anchor BLOB NOT NULL, attributes TEXT NOT NULL, merged TEXT NOT NULL,
            base BLOB NOT NULL, written BLOB NOT NULL, unconfirmed INTEGER NOT NULL CHECK (unconfirmed IN (0, 1)),
            PRIMARY KEY (partition, anchor)
        ) STRICT;
        CREATE INDEX forest_copy_unconfirmed ON forest_copy (partition) WHERE unconfirmed = 1;
        CREATE TRIGGER space_object_gone AFTER DELETE ON space_object BEGIN
            DELETE FROM write_back WHERE object = old.number;
            DELETE FROM forest_copy WHERE partition = old.partition AND anchor = old.anchor;
        END;
        DELETE FROM run_memory;
        DELETE FROM space_change;
        """
}
