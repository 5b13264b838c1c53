import CloudTenant
import Directory
import GRDB

/// The tables of a tenant's store; never edited after a release.
enum TenantTables {
    static let first = """
        CREATE TABLE attribute (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
        CREATE TABLE object (anchor TEXT PRIMARY KEY, class TEXT NOT NULL, entry BLOB NOT NULL) STRICT;
        """

    /// Objects get identities, unique values an index, and the tenant a state.
    ///
    /// Most objects have no details: they are synchronized, and nothing else is to be said of them.
    static let identities = """
        CREATE TABLE tenant_object (
            id BLOB NOT NULL UNIQUE, anchor TEXT UNIQUE, class TEXT NOT NULL, generation INTEGER NOT NULL,
            deleted INTEGER, attention INTEGER NOT NULL, details BLOB, entry BLOB NOT NULL
        ) STRICT;
        CREATE INDEX tenant_object_attention ON tenant_object (attention) WHERE attention <> 0;
        CREATE INDEX tenant_object_deleted ON tenant_object (deleted) WHERE deleted IS NOT NULL;
        CREATE TABLE unique_value (value BLOB PRIMARY KEY, object BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE departed (identity TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE state (only INTEGER PRIMARY KEY CHECK (only = 1), content BLOB NOT NULL) STRICT;
        """

    static let migrations = [
        StoreFile.Migration(name: "0001", sql: first),
        StoreFile.Migration(name: "0002", sql: identities) { database in
            let table = AttributeTable(try AttributeRows.names(database))
            let writing = StoredTenant(database, table: table, firstHolderStays: true)
            var state = TenantState()
            for row in try Row.fetchAll(database, sql: "SELECT * FROM object ORDER BY anchor") {
                try writing.put(try StoredTenant.formerObject(row), replacing: nil)
                state.present += 1
            }
            try writing.save(state)
            try database.execute(sql: "DROP TABLE object")
        },
    ]
}
