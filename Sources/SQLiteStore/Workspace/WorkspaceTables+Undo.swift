/// The tables by which runs are compared: what images were before something was written over them.
extension WorkspaceTables {
    /// Notes of what images were, many of them in a row, in the order in which they were made, and where runs have ended
    /// among them.
    ///
    /// `total` counts the bytes of a row and of all before it. `undo` is the last row that there was when a run had ended:
    /// nothing for runs of earlier versions, and -1 for those that are known no more. `run_waiting` has how much waited then.
    static let undo = """
        CREATE TABLE pending_undo (
            number INTEGER PRIMARY KEY, connector TEXT NOT NULL, total INTEGER NOT NULL, bytes BLOB NOT NULL
        ) STRICT;
        ALTER TABLE run ADD COLUMN undo INTEGER;
        CREATE TABLE run_waiting (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE, connector TEXT NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY (run, connector)
        ) STRICT, WITHOUT ROWID;
        """
}
