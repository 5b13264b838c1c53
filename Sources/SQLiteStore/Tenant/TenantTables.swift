import CloudTenant
import Directory
import Foundation
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

    /// Changes get numbers, names and a memory: what readers of changes and of unknown outcomes ask for.
    ///
    /// What is there already counts as changed by the first transaction.
    static let revisions = """
        ALTER TABLE tenant_object ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
        CREATE INDEX tenant_object_revision ON tenant_object (revision);
        CREATE TABLE gone (id BLOB PRIMARY KEY, class TEXT NOT NULL, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX gone_revision ON gone (revision);
        CREATE TABLE operation (
            anchor TEXT NOT NULL, id BLOB NOT NULL, at INTEGER NOT NULL, word TEXT NOT NULL, object BLOB, details BLOB,
            PRIMARY KEY (anchor, id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE former (
            id BLOB NOT NULL, revision INTEGER NOT NULL, until INTEGER NOT NULL, anchor TEXT, class TEXT,
            generation INTEGER, deleted INTEGER, details BLOB, entry BLOB, PRIMARY KEY (id, revision)
        ) STRICT, WITHOUT ROWID;
        """

    /// What has gone for good is told by its source anchor too: whoever imports knows it by nothing else.
    static let goneAnchors = "ALTER TABLE gone ADD COLUMN anchor TEXT;"

    static let migrations = [
        StoreFile.Migration(name: "0001", sql: first),
        StoreFile.Migration(name: "0002", sql: identities) { database in
            let table = AttributeTable(try AttributeRows.names(database))
            let writing = StoredTenant(database, table: table, firstHolderStays: true, revision: nil)
            var state = TenantState()
            for row in try Row.fetchAll(database, sql: "SELECT * FROM object ORDER BY anchor") {
                try writing.put(try StoredTenant.firstObject(row), replacing: nil)
                state.present += 1
            }
            try writing.save(state)
            try database.execute(sql: "DROP TABLE object")
        },
        StoreFile.Migration(name: "0003", sql: revisions),
        StoreFile.Migration(name: "0004-pages", sql: pages, then: fillPages),
        StoreFile.Migration(name: "0005-gone-anchors", sql: goneAnchors),
        StoreFile.Migration(name: "0006-device-keys", sql: "", then: fillDeviceKeys),
    ]

    /// Devices of seeds whose source anchor nobody has said are found by their identity.
    private static func fillDeviceKeys(_ database: Database) throws {
        let table = AttributeTable(try AttributeRows.names(database))
        let sql =
            "SELECT * FROM tenant_object WHERE anchor IS NULL AND deleted IS NULL AND class = 'device' ORDER BY id"
        for row in try Row.fetchAll(database, sql: sql) {
            let object = try StoredTenant.object(row)
            for key in UniqueKey.all(of: object, table: table) {
                // What has a holder stays with it.
                try database.execute(
                    sql: "INSERT OR IGNORE INTO unique_value (value, object) VALUES (?, ?)",
                    arguments: [Data(key.bytes), Data(object.id.bytes)]
                )
            }
        }
    }
}
