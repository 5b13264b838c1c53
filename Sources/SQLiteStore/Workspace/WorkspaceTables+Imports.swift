/// What imports need so that they write and read little.
extension WorkspaceTables {
    /// How many objects partitions have of each class, what an import compares in one index, and triggers that never meet
    /// what is there already.
    ///
    /// A statement that may fail in the middle, and whose triggers write, makes SQLite keep a copy of every page that it
    /// touches. `OR FAIL` does without, and goes over what a trigger says of conflicts; so the triggers look first.
    static let imports = """
        CREATE TABLE space_class (
            partition INTEGER NOT NULL, class TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (partition, class)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO space_class SELECT partition, class, count(*) FROM space_object GROUP BY partition, class;
        CREATE INDEX space_object_known ON space_object (partition, anchor, fingerprint);
        DROP TRIGGER space_object_added;
        DROP TRIGGER space_object_changed;
        DROP TRIGGER space_object_removed;
        DROP TRIGGER space_object_reclassed;
        CREATE TRIGGER space_object_added AFTER INSERT ON space_object WHEN \(isToBeNoted("new")) BEGIN
            INSERT OR IGNORE INTO space_change VALUES (new.number);
        END;
        CREATE TRIGGER space_object_changed AFTER UPDATE ON space_object WHEN \(isToBeNoted("new")) BEGIN
            INSERT OR IGNORE INTO space_change VALUES (new.number);
        END;
        CREATE TRIGGER space_object_removed AFTER DELETE ON space_object WHEN \(isToBeNoted("old")) BEGIN
            INSERT OR IGNORE INTO space_change VALUES (old.number);
        END;
        CREATE TRIGGER space_object_reclassed AFTER UPDATE ON space_object WHEN new.class <> old.class BEGIN
            INSERT OR IGNORE INTO unchecked_import SELECT connector FROM space_partition
                WHERE number = new.partition AND connector NOT IN (SELECT connector FROM unchecked_import);
        END;
        """

    /// What objects were linked to that have gone since the last synchronization: one that comes back before the next was never
    /// away.
    static let formerLinks = """
        CREATE TABLE space_former (
            partition INTEGER NOT NULL, anchor BLOB NOT NULL, metaverse BLOB NOT NULL, PRIMARY KEY (partition, anchor)
        ) STRICT, WITHOUT ROWID;
        """

    /// What a forest has lost since somebody last looked at that, with the container that it was in.
    ///
    /// Identities, and not numbers alone: what comes back, or comes in another domain, was not lost.
    static let importGone = """
        CREATE TABLE import_gone (
            connector TEXT NOT NULL, anchor BLOB NOT NULL, class TEXT NOT NULL, container TEXT NOT NULL,
            PRIMARY KEY (connector, anchor)
        ) STRICT, WITHOUT ROWID;
        """

    /// What an import compares stands in the index that lists are turned by: each index is made of all objects when a first import
    /// ends, and for that all of them are read.
    static let indexedLabels = """
        DROP INDEX space_object_known;
        DROP INDEX space_object_label;
        CREATE INDEX space_object_label ON space_object (partition, label, anchor, fingerprint);
        """

    private static func isToBeNoted(_ row: String) -> String {
        "EXISTS (SELECT 1 FROM run_memory) AND NOT EXISTS (SELECT 1 FROM space_change WHERE object = \(row).number)"
    }
}
