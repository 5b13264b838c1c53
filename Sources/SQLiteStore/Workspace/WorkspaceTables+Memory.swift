/// The tables of what one synchronization leaves for the next.
extension WorkspaceTables {
    /// What the last run knew of the objects, in parts, and which of them have changed since.
    ///
    /// The database itself notes what changes, so that nobody who writes objects can forget to. Nothing is noted while
    /// there is no memory: then every object is looked at anyway. Counts of classes are made anew where a class has changed.
    static let runMemory = """
        CREATE TABLE run_memory (part TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE space_change (object INTEGER PRIMARY KEY) STRICT;
        CREATE TRIGGER space_object_added AFTER INSERT ON space_object WHEN EXISTS (SELECT 1 FROM run_memory) BEGIN
            INSERT OR IGNORE INTO space_change VALUES (new.number);
        END;
        CREATE TRIGGER space_object_changed AFTER UPDATE ON space_object WHEN EXISTS (SELECT 1 FROM run_memory) BEGIN
            INSERT OR IGNORE INTO space_change VALUES (new.number);
        END;
        CREATE TRIGGER space_object_removed AFTER DELETE ON space_object WHEN EXISTS (SELECT 1 FROM run_memory) BEGIN
            INSERT OR IGNORE INTO space_change VALUES (old.number);
        END;
        CREATE TRIGGER space_object_reclassed AFTER UPDATE ON space_object WHEN new.class <> old.class BEGIN
            INSERT OR IGNORE INTO unchecked_import SELECT connector FROM space_partition WHERE number = new.partition;
        END;
        """
}
