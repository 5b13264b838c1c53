import CloudTenant
import Directory
import Foundation
import GRDB

/// What lists of the tenant's objects are turned by, so that no page depends on how many objects there are.
extension TenantTables {
    /// Counts by class, kept as objects come, change and go; indexes in the order of the lists.
    ///
    /// `attention` is 2 from now on where something is kept back, and 1 where something is only shown otherwise.
    static let pages = """
        DROP INDEX tenant_object_attention;
        DROP INDEX tenant_object_deleted;
        CREATE INDEX tenant_object_attention ON tenant_object (anchor, id) WHERE attention <> 0;
        CREATE INDEX tenant_object_deleted ON tenant_object (anchor, id) WHERE deleted IS NOT NULL;
        CREATE INDEX tenant_object_cloud ON tenant_object (id) WHERE anchor IS NULL AND deleted IS NULL;
        CREATE TABLE tenant_count (
            class TEXT PRIMARY KEY, total INTEGER NOT NULL, deleted INTEGER NOT NULL, kept INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER tenant_object_comes AFTER INSERT ON tenant_object BEGIN \(count("new", 1)) END;
        CREATE TRIGGER tenant_object_goes AFTER DELETE ON tenant_object BEGIN \(count("old", -1)) END;
        CREATE TRIGGER tenant_object_changes AFTER UPDATE OF class, deleted, attention ON tenant_object
            WHEN old.class <> new.class OR (old.deleted IS NULL) <> (new.deleted IS NULL) OR old.attention <> new.attention
            BEGIN \(count("old", -1)) \(count("new", 1)) END;
        """

    /// Adds an object to the counts, or takes it out of them; what is deleted is not counted as kept back.
    private static func count(_ row: String, _ number: Int) -> String {
        """
        INSERT INTO tenant_count VALUES (
            \(row).class, \(number), (\(row).deleted IS NOT NULL) * \(number),
            (\(row).attention = 2 AND \(row).deleted IS NULL) * \(number)
        ) ON CONFLICT (class) DO UPDATE SET
            total = total + excluded.total, deleted = deleted + excluded.deleted, kept = kept + excluded.kept;
        """
    }

    /// Counts what an earlier version wrote.
    static func fillPages(_ database: Database) throws {
        for row in try Row.fetchAll(database, sql: "SELECT id, details FROM tenant_object WHERE attention <> 0") {
            let details = try (row.value("details") as Data?).map { try StoredValue.json(TenantObjectDetails.self, $0) }
            guard details?.errors.isEmpty == false else { continue }
            try database.execute(
                sql: "UPDATE tenant_object SET attention = 2 WHERE id = ?",
                arguments: [try row.value("id") as Data]
            )
        }
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO tenant_count
                    SELECT class, count(*), count(deleted), sum(attention = 2 AND deleted IS NULL)
                    FROM tenant_object GROUP BY class
                """
        )
    }
}
