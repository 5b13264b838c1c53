import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The rows of connector spaces.
enum SpaceRows {
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
        let numbers: [(String, Int64)] = try rows.map { try ($0.value("name"), $0.value("number")) }
        return Dictionary(numbers) { first, _ in first }
    }

    /// How many objects the connector spaces hold.
    static func count(_ database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT coalesce(sum(count), 0) FROM space_class") ?? 0
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
            let print = digest.digest(
                try StoredValue.entry(row),
                class: try AttributeName(row.value("class") as String)
            )
            try update.execute(arguments: [Int64(bitPattern: print), number])
        }
    }
}
