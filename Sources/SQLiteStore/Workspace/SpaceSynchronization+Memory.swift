import Foundation
import GRDB
import SyncEngine
import SyncRules

extension SpaceSynchronization {
    func memory() throws -> [String: [UInt8]] {
        var parts: [String: [UInt8]] = [:]
        let rows = try Row.fetchCursor(database, sql: "SELECT part, bytes FROM run_memory")
        while let row = try rows.next() {
            parts[row[0]] = try row.withUnsafeData(atIndex: 1) { Array($0 ?? Data()) }
        }
        return parts
    }

    func changedObjects() throws -> [ChangedObject] {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT object, connector FROM space_change LEFT JOIN space_object AS o ON o.number = object "
                + "LEFT JOIN space_partition AS p ON p.number = o.partition ORDER BY object"
        )
        var changes: [ChangedObject] = []
        while let row = try rows.next() {
            changes.append(ChangedObject(number: row[0], connector: (row[1] as String?).map { ConnectorID($0) }))
        }
        return changes
    }

    func remember(_ parts: [String: [UInt8]], keepsOthers: Bool) throws {
        let known = keepsOthers ? [:] : try memory()
        for part in known.keys.sorted() where parts[part] == nil {
            try database.execute(sql: "DELETE FROM run_memory WHERE part = ?", arguments: [part])
        }
        for (part, bytes) in parts.sorted(by: { $0.key < $1.key }) where known[part] != bytes {
            try database.execute(
                sql: "INSERT OR REPLACE INTO run_memory (part, bytes) VALUES (?, ?)",
                arguments: [part, Data(bytes)]
            )
        }
        try database.execute(sql: "DELETE FROM space_change")
    }
}
