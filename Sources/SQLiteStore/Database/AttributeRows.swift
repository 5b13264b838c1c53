import Directory
import GRDB

/// The rows of the attribute table: written with the entries that use them, in the same transaction.
enum AttributeRows {
    static func names(_ database: Database) throws -> [AttributeName] {
        let rows = try Row.fetchAll(database, sql: "SELECT number, name FROM attribute ORDER BY number")
        for (place, row) in rows.enumerated() {
            guard try row.value("number") as Int == place else {
                throw StoreError(
                    .damaged,
                    "The store's list of attribute names has a gap at \(place). Restore it from a copy."
                )
            }
        }
        return try rows.map { try AttributeName($0.value("name") as String) }
    }

    /// Brings the table in memory up to what other processes have added; before entries are read and before any are
    /// written.
    ///
    /// A number that two processes gave to different names at the same time must not be used: entries would be read with
    /// attributes that they do not have.
    static func learn(_ table: AttributeTable, _ database: Database) throws {
        for (number, name) in try names(database).enumerated() {
            guard table.identifier(for: name)?.rawValue == UInt16(exactly: number) else {
                throw StoreError(
                    .changed,
                    "Another process has changed the store meanwhile. Nothing was written; run the command again."
                )
            }
        }
    }

    /// Adds what the table in memory has and the store has not.
    static func save(_ table: AttributeTable, _ database: Database) throws {
        try learn(table, database)
        let known = try Int.fetchOne(database, sql: "SELECT count(*) FROM attribute") ?? 0
        let statement = try database.makeStatement(sql: "INSERT INTO attribute (number, name) VALUES (?, ?)")
        for (number, name) in table.names.enumerated().dropFirst(known) {
            try statement.execute(arguments: [number, name.spelling])
        }
    }
}
