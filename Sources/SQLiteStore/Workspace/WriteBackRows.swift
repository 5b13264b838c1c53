import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The rows of what is to be written back to forests, inside of a transaction.
struct WriteBackRows {
    let database: Database

    /// What follows a list of columns to get objects (`o`) with what is to be written back to them (`w`), and their
    /// partitions (`p`); the objects are looked up one by one, whatever indexes there are.
    static let joined =
        " FROM write_back AS w CROSS JOIN space_object AS o ON o.number = w.object "
        + "CROSS JOIN space_partition AS p ON p.number = o.partition "

    func writeBack(of number: Int64) throws -> WriteBack? {
        let statement = try database.cachedStatement(
            sql: "SELECT attributes, merged, entry FROM write_back WHERE object = ?"
        )
        return try statement.first([number]) { try Self.writeBack($0, at: 0) }
    }

    /// Whether what is to be written back to an object waits.
    func isWaiting(_ number: Int64) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: "SELECT 1 FROM write_back WHERE object = ? AND state = 0"
        )
        return try statement.first([number]) { _ in true } ?? false
    }

    func put(_ writeBack: WriteBack?, of number: Int64) throws {
        guard let writeBack else {
            return try database.cachedStatement(sql: "DELETE FROM write_back WHERE object = ?")
                .execute(arguments: [number])
        }
        // What is there already is left alone, unless an import should have brought it and has not.
        let statement = try database.cachedStatement(
            sql: "INSERT INTO write_back (object, attributes, merged, entry, state) VALUES (?, ?, ?, ?, 0) "
                + "ON CONFLICT (object) DO UPDATE SET attributes = excluded.attributes, merged = excluded.merged, "
                + "entry = excluded.entry, state = 0 WHERE state = 2 OR attributes <> excluded.attributes "
                + "OR merged <> excluded.merged OR entry <> excluded.entry"
        )
        try statement.execute(arguments: [
            number, Self.text(writeBack.attributes), Self.text(writeBack.merged), Data(writeBack.values.bytes),
        ])
    }

    /// The objects of a connector that something is to be written back to, ascending.
    func all(of connector: ConnectorID) throws -> [Int64] {
        try Int64.fetchAll(
            database,
            sql: "SELECT w.object" + Self.joined + "WHERE p.connector = ? ORDER BY w.object",
            arguments: [connector.text]
        )
    }

    /// Those of them that it waits for.
    func waiting(of connector: ConnectorID) throws -> [Int64] {
        try Int64.fetchAll(
            database,
            sql: "SELECT w.object" + Self.joined + "WHERE w.state = 0 AND p.connector = ? ORDER BY w.object",
            arguments: [connector.text]
        )
    }

    /// Writes what is to be written back to an object into the copy of its forest.
    func copy(_ number: Int64) throws {
        let statement = try database.cachedStatement(
            sql: "SELECT o.partition, o.anchor, o.entry, w.attributes, w.merged, w.entry" + Self.joined
                + "WHERE w.object = ?"
        )
        let found = try statement.first([number]) { row in
            try (
                row.value(0) as Int64, StoredValue.bytes(row, at: 1), StoredValue.entry(row, at: 2),
                Self.writeBack(row, at: 3)
            )
        }
        guard let (partition, anchor, entry, writeBack) = found else { return }
        let copies = CopyRows(database: database)
        let before = try copies.change(partition, anchor)
        let after = CopiedChange(writeBack, to: entry, after: before)
        try copies.put(after, partition, anchor, isUnconfirmed: true)
        try database.cachedStatement(sql: "UPDATE write_back SET state = 1 WHERE object = ?")
            .execute(arguments: [number])
    }

    /// The value in three columns: attributes, merged ones, entry.
    static func writeBack(_ row: Row, at column: Int) throws -> WriteBack {
        WriteBack(
            values: try StoredValue.entry(row, at: column + 2),
            attributes: try attributes(row.value(column)),
            merged: try attributes(row.value(column + 1))
        )
    }

    static func text(_ attributes: [AttributeID]) -> String {
        "[\(attributes.map { "\($0.rawValue)" }.joined(separator: ","))]"
    }

    /// The attributes of a list; by hand, since there is one to each object, and a decoder costs more than the rest.
    static func attributes(_ text: String) throws -> [AttributeID] {
        let damaged = StoreError(
            .damaged,
            "The store holds a list of attributes that cannot be read. Restore it from a copy."
        )
        guard text.hasPrefix("["), text.hasSuffix("]"), text.utf8.count >= 2 else { throw damaged }
        return try text.dropFirst().dropLast().split(separator: ",").map { number in
            guard let number = UInt16(number) else { throw damaged }
            return AttributeID(rawValue: number)
        }
    }
}
