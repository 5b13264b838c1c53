import GRDB

/// Changes stores behind their backs, as another program would.
enum StoreFixture {
    static func addMigration(_ name: String, to path: String) throws {
        try execute("INSERT INTO grdb_migrations (identifier) VALUES ('\(name)')", in: path)
    }

    static func execute(_ sql: String, in path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }
}
