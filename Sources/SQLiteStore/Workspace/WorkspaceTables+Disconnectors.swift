/// The tables of objects that a target has and that nothing is joined to.
extension WorkspaceTables {
    /// What the last whole import of a target has shown, and what the one shows that is under way.
    ///
    /// `empty` has the numbers of attributes that are known to be empty, as a list of JSON; without it all others are.
    static let disconnectors = """
        CREATE TABLE disconnector (
            number INTEGER PRIMARY KEY, connector TEXT NOT NULL, anchor TEXT NOT NULL, class TEXT NOT NULL,
            empty TEXT, entry BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX disconnector_anchor ON disconnector (connector, anchor);
        CREATE TABLE disconnector_read (
            connector TEXT NOT NULL, anchor TEXT NOT NULL, class TEXT NOT NULL, empty TEXT, entry BLOB NOT NULL
        ) STRICT;
        """

    /// What a target has of objects that were joined as it had them: nothing of them was exported from here since.
    static let joined = "ALTER TABLE accepted ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;"
}
