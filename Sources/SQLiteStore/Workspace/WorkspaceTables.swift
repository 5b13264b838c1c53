/// The tables of a workspace's store, as SQL; never edited after a release.
enum WorkspaceTables {
    static let first = """
        CREATE TABLE attribute (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
        CREATE TABLE schema_version (
            connector TEXT NOT NULL, number INTEGER NOT NULL, read TEXT NOT NULL, source TEXT NOT NULL, server TEXT,
            digest TEXT NOT NULL, snapshot BLOB NOT NULL, PRIMARY KEY (connector, number)
        ) STRICT;
        CREATE TABLE generation (number INTEGER PRIMARY KEY, made TEXT NOT NULL, rules BLOB NOT NULL) STRICT;
        CREATE TABLE requirement (
            connector TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (connector, kind)
        ) STRICT;
        CREATE TABLE connector_object (
            connector TEXT NOT NULL, partition TEXT NOT NULL, anchor BLOB NOT NULL, class TEXT NOT NULL,
            entry BLOB NOT NULL, link BLOB, PRIMARY KEY (connector, partition, anchor)
        ) STRICT;
        CREATE TABLE metaverse_object (identifier BLOB PRIMARY KEY, class TEXT NOT NULL, entry BLOB NOT NULL) STRICT;
        CREATE TABLE export_image (
            connector TEXT NOT NULL, state TEXT NOT NULL, anchor TEXT NOT NULL, metaverse BLOB NOT NULL,
            class TEXT NOT NULL, entry BLOB NOT NULL, PRIMARY KEY (connector, state, anchor)
        ) STRICT;
        CREATE TABLE journal (
            identifier TEXT PRIMARY KEY, kind TEXT NOT NULL, digest TEXT NOT NULL, began TEXT NOT NULL,
            files TEXT NOT NULL, outcome TEXT
        ) STRICT;
        CREATE TABLE run (
            number INTEGER PRIMARY KEY, began TEXT NOT NULL, ended TEXT NOT NULL, outcome TEXT NOT NULL,
            steps TEXT NOT NULL
        ) STRICT;
        CREATE TABLE holder (
            only INTEGER PRIMARY KEY CHECK (only = 1), task TEXT NOT NULL, owner TEXT NOT NULL,
            process INTEGER NOT NULL, since TEXT NOT NULL
        ) STRICT;
        """

    /// What a server showed beside its schema: nothing in versions that were stored before, or read from files.
    static let schemaState = "ALTER TABLE schema_version ADD COLUMN state BLOB"

    /// Connector spaces in rows that are written once.
    ///
    /// The name of a partition stands in a table of its own, and so do links, since a synchronization changes them and
    /// leaves the entries as they are. The key is what fingerprints of entries are made with.
    static let spaces = """
        CREATE TABLE fingerprint_key (only INTEGER PRIMARY KEY CHECK (only = 1), bytes BLOB NOT NULL) STRICT;
        INSERT INTO fingerprint_key VALUES (1, randomblob(16));
        CREATE TABLE space_partition (
            number INTEGER PRIMARY KEY, connector TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (connector, name)
        ) STRICT;
        CREATE TABLE space_object (
            number INTEGER PRIMARY KEY, partition INTEGER NOT NULL, anchor BLOB NOT NULL, class TEXT NOT NULL,
            fingerprint INTEGER NOT NULL, entry BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX space_object_anchor ON space_object (partition, anchor);
        CREATE TABLE space_link (object INTEGER PRIMARY KEY, metaverse BLOB NOT NULL) STRICT;
        INSERT INTO space_partition (connector, name)
            SELECT DISTINCT connector, partition FROM connector_object ORDER BY connector, partition;
        INSERT INTO space_object (partition, anchor, class, fingerprint, entry)
            SELECT p.number, o.anchor, o.class, 0, o.entry FROM connector_object AS o
                JOIN space_partition AS p ON p.connector = o.connector AND p.name = o.partition
                ORDER BY p.number, o.anchor;
        INSERT INTO space_link (object, metaverse)
            SELECT s.number, o.link FROM connector_object AS o
                JOIN space_partition AS p ON p.connector = o.connector AND p.name = o.partition
                JOIN space_object AS s ON s.partition = p.number AND s.anchor = o.anchor
                WHERE o.link IS NOT NULL;
        DROP TABLE connector_object;
        CREATE INDEX export_image_metaverse ON export_image (metaverse, state);
        """

    /// Texts of files that were committed with a plan, until they stand in the workspace.
    static let waitingFiles = "CREATE TABLE waiting_file (path TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT"

    /// Changes on their way to a target: written down before they leave.
    static let outbox = """
        CREATE TABLE outbox (
            sequence INTEGER PRIMARY KEY, operation TEXT NOT NULL UNIQUE, connector TEXT NOT NULL, anchor TEXT NOT NULL,
            kind TEXT NOT NULL, state TEXT NOT NULL, class TEXT NOT NULL, metaverse BLOB NOT NULL, entry BLOB,
            code TEXT, message TEXT
        ) STRICT;
        CREATE INDEX outbox_state ON outbox (connector, state);
        """

    /// Which objects of connector spaces a metaverse object has, found without reading all of them.
    static let objectLinks = "CREATE INDEX space_link_metaverse ON space_link (metaverse)"

    /// What a run counted: nothing for runs of earlier versions.
    static let runFigures = "ALTER TABLE run ADD COLUMN figures TEXT"

    /// On which machine the holder of the lock is.
    static let holderHost = "ALTER TABLE holder ADD COLUMN host TEXT"
}
