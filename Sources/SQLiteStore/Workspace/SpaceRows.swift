import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The rows of connector spaces.
enum SpaceRows {
    static let insertion =
        "INSERT INTO space_object (partition, anchor, class, fingerprint, entry, label) VALUES (?, ?, ?, ?, ?, ?)"
    static let update = "UPDATE space_object SET class = ?, fingerprint = ?, entry = ?, label = ? WHERE number = ?"

    /// What makes the fingerprints of this store.
    static func digest(_ database: Database) throws -> EntryDigest {
        let key = try Data.fetchOne(database, sql: "SELECT bytes FROM fingerprint_key")
        guard let digest = key.flatMap({ EntryDigest(key: Array($0)) }) else {
            throw StoreError(.damaged, "The store has no key for its fingerprints. Restore it from a copy.")
        }
        return digest
    }

    /// The number of a partition, which is given one where it has none.
    static func partition(_ name: String, of connector: ConnectorID, _ database: Database) throws -> Int64 {
        let known = try Int64.fetchOne(
            database,
            sql: "SELECT number FROM space_partition WHERE connector = ? AND name = ?",
            arguments: [connector.text, name]
        )
        if let known { return known }
        try database.execute(
            sql: "INSERT INTO space_partition (connector, name) VALUES (?, ?)",
            arguments: [connector.text, name]
        )
        return database.lastInsertedRowID
    }

    /// The numbers of a connector's partitions by their names.
    static func partitions(of connector: ConnectorID, _ database: Database) throws -> [String: Int64] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT name, number FROM space_partition WHERE connector = ?",
            arguments: [connector.text]
        )
        return Dictionary(rows.map { ($0["name"] as String, $0["number"] as Int64) }) { first, _ in first }
    }

    /// The number of an object, where it is known.
    static func number(
        of identity: ConnectorSpaceIdentity,
        in partition: Int64,
        _ database: Database
    ) throws -> Int64? {
        let sql = "SELECT number FROM space_object WHERE partition = ? AND anchor = ?"
        return try Int64.fetchOne(
            try database.cachedStatement(sql: sql),
            arguments: [partition, Data(identity.anchor)]
        )
    }

    static func insert(
        _ object: ConnectorSpaceObject,
        _ fingerprint: UInt64,
        into partition: Int64,
        _ label: ObjectLabel,
        _ statement: Statement
    ) throws {
        try statement.execute(arguments: [
            partition, Data(object.identity.anchor), object.objectClass.spelling, Int64(bitPattern: fingerprint),
            Data(object.entry.bytes), label.searched(of: object.entry),
        ])
    }

    static func update(
        _ number: Int64,
        _ object: ConnectorSpaceObject,
        _ fingerprint: UInt64,
        _ label: ObjectLabel,
        _ statement: Statement
    ) throws {
        try statement.execute(arguments: [
            object.objectClass.spelling, Int64(bitPattern: fingerprint), Data(object.entry.bytes),
            label.searched(of: object.entry), number,
        ])
    }

    static func delete(_ number: Int64, _ database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM space_object WHERE number = ?").execute(arguments: [number])
        try database.cachedStatement(sql: "DELETE FROM space_link WHERE object = ?").execute(arguments: [number])
    }

    /// Gives the rows that an earlier version wrote their fingerprints.
    static func fingerprint(_ database: Database) throws {
        let digest = try digest(database)
        let update = try database.makeStatement(sql: "UPDATE space_object SET fingerprint = ? WHERE number = ?")
        for number in try Int64.fetchAll(database, sql: "SELECT number FROM space_object") {
            let row = try Row.fetchOne(
                database,
                sql: "SELECT class, entry FROM space_object WHERE number = ?",
                arguments: [number]
            )
            guard let row else { continue }
            let print = digest.digest(try StoredValue.entry(row), class: AttributeName(row["class"] as String))
            try update.execute(arguments: [Int64(bitPattern: print), number])
        }
    }
}
