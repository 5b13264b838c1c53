import Foundation
import GRDB

/// Changes stores behind their backs, as another program would.
enum StoreFixture {
    static func addMigration(_ name: String, to path: String) throws {
        try execute("INSERT INTO grdb_migrations (identifier) VALUES ('\(name)')", in: path)
    }

    /// All bytes of a store, those that wait in its log included.
    static func bytes(of path: String) throws -> [Data] {
        try ["", "-wal"].map { try Data(contentsOf: URL(filePath: path + $0)) }
    }

    static func execute(_ sql: String, in path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }
}
