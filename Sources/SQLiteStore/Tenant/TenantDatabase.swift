public import CloudTenant
public import Directory
import GRDB

/// The store of a simulated tenant: a file of its own, which several workspaces may point at.
public final class TenantDatabase: TenantStore {
    /// The numbers of attribute names in this store.
    public let table: AttributeTable

    private let pool: DatabasePool

    private static let kind = StoreFile.Kind(
        title: "Dryad tenant",
        applicationID: 0x4472_5465,
        migrations: TenantTables.migrations,
        waitsForOthers: true,
        // A batch touches pages all over the file, and each is written as a whole: into the log with every batch, and from
        // there into the file once for all batches that the log holds.
        pageSize: 4096,
        log: 64 << 20
    )

    /// Makes a new, empty tenant; there must be no file at the path.
    public static func create(at path: String) throws { try StoreFile.create(path, kind) }

    /// Opens a tenant.
    public init(path: String) throws {
        pool = try StoreFile.pool(at: path, Self.kind)
        table = AttributeTable(try pool.read(AttributeRows.names))
    }

    /// Looks at the store as it is at one moment.
    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any TenantReading) throws -> Result
    ) async throws -> Result {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            return try body(StoredTenant(database, table: table, revision: nil))
        }
    }

    /// Changes the store in one transaction; other processes wait.
    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any TenantWriting) throws -> Result
    ) async throws -> Result {
        try await pool.write { [table] database in
            try AttributeRows.learn(table, database)
            let number = try StoredTenant.lastRevision(database) &+ 1
            let result = try body(StoredTenant(database, table: table, revision: number))
            try AttributeRows.save(table, database)
            return result
        }
    }
}
