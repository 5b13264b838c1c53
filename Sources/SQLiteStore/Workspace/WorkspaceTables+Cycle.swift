/// The tables of imports of changes and of the history of runs.
extension WorkspaceTables {
    /// Where the changes of partitions have been imported up to, and whether a connector's import has been looked at since.
    static let watermarks = """
        CREATE TABLE watermark (
            connector TEXT NOT NULL, partition TEXT NOT NULL, cursor BLOB NOT NULL, selection TEXT NOT NULL,
            taken INTEGER NOT NULL, PRIMARY KEY (connector, partition)
        ) STRICT;
        CREATE TABLE unchecked_import (connector TEXT PRIMARY KEY) STRICT;
        CREATE TABLE import_tally (
            connector TEXT NOT NULL, class TEXT NOT NULL, container TEXT NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY (connector, class, container)
        ) STRICT;
        """

    /// The steps of runs with their counters, what was let pass, what went wrong; exports to confirm.
    static let runSteps = """
        ALTER TABLE run ADD COLUMN task TEXT;
        ALTER TABLE run ADD COLUMN author TEXT;
        CREATE TABLE run_step (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE, place INTEGER NOT NULL, connector TEXT,
            partition TEXT, profile TEXT NOT NULL, began TEXT NOT NULL, ended TEXT NOT NULL, status TEXT NOT NULL,
            remarks TEXT NOT NULL, PRIMARY KEY (run, place)
        ) STRICT;
        CREATE INDEX run_step_profile ON run_step (profile, ended);
        CREATE TABLE run_counter (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE, place INTEGER NOT NULL,
            counter TEXT NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (run, place, counter)
        ) STRICT;
        CREATE TABLE run_error (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE, place INTEGER NOT NULL, code TEXT NOT NULL,
            connector TEXT NOT NULL, object TEXT NOT NULL, label TEXT, rule TEXT, message TEXT NOT NULL,
            PRIMARY KEY (run, place)
        ) STRICT;
        CREATE TABLE run_override (
            run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE, kind TEXT NOT NULL, passes INTEGER,
            reason TEXT NOT NULL, author TEXT NOT NULL, PRIMARY KEY (run, kind)
        ) STRICT;
        CREATE TABLE unconfirmed_export (
            connector TEXT NOT NULL, anchor TEXT NOT NULL, PRIMARY KEY (connector, anchor)
        ) STRICT;
        """
}
