public import CloudTenant
public import Directory
import Foundation
import GRDB

/// The store of a simulated tenant: a file of its own, which several workspaces may point at.
public final class TenantDatabase: TenantStore {
    /// The numbers of attribute names in this store.
    public let table: AttributeTable

    private let pool: DatabasePool

    private static let kind = StoreFile.Kind(
        title: "Dryad tenant",
        applicationID: 0x4472_5465,
        migrations: [
            StoreFile.Migration(
                name: "0001",
                sql: """
                    CREATE TABLE attribute (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
                    CREATE TABLE object (anchor TEXT PRIMARY KEY, class TEXT NOT NULL, entry BLOB NOT NULL) STRICT;
                    """
            )
        ]
    )

    /// Makes a new, empty tenant; there must be no file at the path.
    public static func create(at path: String) throws { try StoreFile.create(path, kind) }

    /// Opens a tenant.
    public init(path: String) throws {
        pool = try StoreFile.pool(at: path, Self.kind)
        table = AttributeTable(try pool.read(AttributeRows.names))
    }

    /// All objects, ascending by anchor.
    public func objects() async throws -> [TenantObject] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            return try Row.fetchAll(database, sql: "SELECT * FROM object").map { row in
                TenantObject(
                    objectClass: AttributeName(row["class"] as String),
                    anchor: row["anchor"],
                    entry: try StoredValue.entry(row)
                )
            }.sorted { $0.anchor < $1.anchor }
        }
    }

    /// Carries out writes in order, in one transaction.
    public func apply(_ writes: [TenantWrite]) async throws {
        try await pool.write { [table] database in
            try AttributeRows.save(table, database)
            let put = try database.makeStatement(
                sql: "INSERT OR REPLACE INTO object (anchor, class, entry) VALUES (?, ?, ?)"
            )
            let remove = try database.makeStatement(sql: "DELETE FROM object WHERE anchor = ?")
            for write in writes {
                switch write {
                case .put(let object):
                    try put.execute(arguments: [
                        object.anchor, object.objectClass.spelling, Data(object.entry.bytes),
                    ])
                case .remove(let anchor): try remove.execute(arguments: [anchor])
                }
            }
        }
    }
}
