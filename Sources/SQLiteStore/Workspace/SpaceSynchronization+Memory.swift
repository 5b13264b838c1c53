import Foundation
import GRDB
import SyncEngine
import SyncRules

extension SpaceSynchronization {
    /// How much of a part one row has, in bytes: a row is held several times while it is written.
    private static let piece = 4 << 20

    func memory(_ body: (_ part: String, _ bytes: UnsafeRawBufferPointer) throws -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT part, bytes FROM run_memory ORDER BY part")
        // Those that are stored in several pieces, or may be.
        var long: [String: [UInt8]] = [:]
        while let row = try rows.next() {
            let part = Self.part(row[0])
            try row.withUnsafeData(atIndex: 1) { bytes in
                try (bytes ?? Data()).withUnsafeBytes { bytes in
                    let isWhole = bytes.count < Self.piece && long[part] == nil
                    if isWhole { try body(part, bytes) } else { long[part, default: []] += bytes }
                }
            }
        }
        for part in long.keys.sorted() {
            guard let bytes = long.removeValue(forKey: part) else { continue }
            try bytes.withUnsafeBytes { try body(part, $0) }
        }
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

    func remember(_ part: String, _ bytes: UnsafeRawBufferPointer) throws {
        var known = Set(try names().filter { Self.part($0) == part })
        for (number, start) in stride(from: 0, to: max(1, bytes.count), by: Self.piece).enumerated() {
            let name = Self.name(part, number)
            let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + Self.piece, bytes.count)])
            if try known.remove(name) == nil || !isStored(piece, as: name) {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO run_memory (part, bytes) VALUES (?, ?)",
                    arguments: [name, Data(piece)]
                )
            }
        }
        try forget(known)
    }

    func endMemory(of parts: Set<String>) throws {
        try forget(Set(try names().filter { !parts.contains(Self.part($0)) }))
        try database.execute(sql: "DELETE FROM space_change")
    }

    /// The name of the row of a piece; they ascend as the pieces do.
    private static func name(_ part: String, _ number: Int) -> String {
        guard number > 0 else { return part }
        let digits = String(number)
        return part + "/" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    private static func part(_ name: String) -> String { String(name.prefix { $0 != "/" }) }

    private func names() throws -> [String] { try String.fetchAll(database, sql: "SELECT part FROM run_memory") }

    private func isStored(_ bytes: UnsafeRawBufferPointer, as name: String) throws -> Bool {
        let row = try Row.fetchOne(database, sql: "SELECT bytes FROM run_memory WHERE part = ?", arguments: [name])
        return try row?.withUnsafeData(atIndex: 0) { stored in
            (stored ?? Data()).withUnsafeBytes { stored in
                guard stored.count == bytes.count else { return false }
                guard let one = stored.baseAddress, let other = bytes.baseAddress else { return true }
                return memcmp(one, other, bytes.count) == 0
            }
        } ?? false
    }

    private func forget(_ names: Set<String>) throws {
        for name in names.sorted() {
            try database.execute(sql: "DELETE FROM run_memory WHERE part = ?", arguments: [name])
        }
    }
}
