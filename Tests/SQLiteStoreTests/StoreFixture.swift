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

    /// The number that a query gives.
    static func count(_ sql: String, in path: String) throws -> Int? {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { try Int.fetchOne($0, sql: sql) }
    }

    /// The store as it is, in a file of its own.
    static func copy(_ path: String, to other: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [other]) }
        try queue.close()
    }

    /// What makes the indexes and triggers of a table.
    static func schema(of table: String, in path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        let schema = try queue.read { database in
            try String.fetchAll(
                database,
                sql:
                    "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type <> 'table' AND sql IS NOT NULL ORDER BY name",
                arguments: [table]
            )
        }
        try queue.close()
        return schema
    }

    /// What all tables hold, in the order in which rows lie, to the last byte.
    static func everything(in path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        let content = try queue.read { database in
            let names = try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
            return try names.flatMap { name in
                try Row.fetchAll(database, sql: "SELECT * FROM \"\(name)\"").map { row in
                    let values = row.map { column, value in
                        "\(column)=\(Data.fromDatabaseValue(value).map(hex) ?? value.description)"
                    }
                    return "\(name) \(values.joined(separator: " "))"
                }
            }
        }
        try queue.close()
        return content
    }

    private static func hex(_ bytes: Data) -> String { bytes.map { String(format: "%02x", $0) }.joined() }
}
