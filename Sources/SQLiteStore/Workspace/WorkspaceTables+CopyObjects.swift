/// The table of objects that rules outwards have made in simulated copies of forests, or joined there.
extension WorkspaceTables {
    /// What is to be made, what the copies have besides what the forests have, and what rules have joined.
    ///
    /// `state` is 0 for what waits to be made, 1 for what the copy has, 2 for what waits to be deleted from it, 3 for what was
    /// deleted, and 4 for what the forest has and rules have joined; `unread` says that no import has passed since it was made or
    /// deleted. `name` is in the form that names are compared in. What was joined goes with its object.
    /// What the last synchronization left is forgotten: it knew nothing of what is to be made.
    static let copyObjects = """
        CREATE TABLE copy_object (
            number INTEGER PRIMARY KEY, partition INTEGER NOT NULL, anchor BLOB NOT NULL, metaverse BLOB NOT NULL,
            class TEXT NOT NULL, name TEXT NOT NULL, entry BLOB NOT NULL,
            state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
            unread INTEGER NOT NULL DEFAULT 0 CHECK (unread IN (0, 1)), UNIQUE (partition, anchor)
        ) STRICT;
        CREATE INDEX copy_object_metaverse ON copy_object (metaverse);
        CREATE INDEX copy_object_name ON copy_object (name);
        CREATE INDEX copy_object_waiting ON copy_object (partition, state) WHERE state IN (0, 2);
        CREATE INDEX copy_object_unread ON copy_object (partition) WHERE unread = 1;
        CREATE TRIGGER space_object_unjoined AFTER DELETE ON space_object BEGIN
            DELETE FROM copy_object WHERE partition = old.partition AND anchor = old.anchor AND state = 4;
        END;
        DELETE FROM run_memory;
        DELETE FROM space_change;
        """

    /// When objects were made in copies, or deleted from them, for people who ask.
    static let copyObjectMoments = "ALTER TABLE copy_object ADD COLUMN since TEXT;"
}
