import Foundation
import GRDB
import SyncEngine
import SyncRules

extension SpaceSynchronization {
    func memory(_ body: (_ part: String, _ bytes: UnsafeRawBufferPointer) throws -> Void) throws {
        let parts = Dictionary(grouping: try names(), by: Self.part)
        for (part, names) in parts.sorted(by: { $0.key < $1.key }) {
            if names.count == 1, let name = names.first {
                try lend(row: name) { try body(part, $0) }
                continue
            }
            var whole: [UInt8] = []
            for name in names.sorted() {
                try lend(row: name) { piece in
                    // No piece is longer than the first.
                    if whole.isEmpty { whole.reserveCapacity(piece.count * names.count) }
                    whole += piece
                }
            }
            try whole.withUnsafeBytes { try body(part, $0) }
        }
    }

    func lend(_ part: String, piece: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try lend(row: Self.name(part, piece), body)
    }

    private func lend(row name: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT bytes FROM run_memory WHERE part = ?",
            arguments: [name]
        )
        // The row is the statement's own, which the end of the cursor resets.
        try withExtendedLifetime(rows) {
            guard let row = try rows.next() else {
                throw StoreError(.damaged, "The store has lost what a synchronization wrote down of objects.")
            }
            try row.withUnsafeData(atIndex: 0) { bytes in
                try (bytes ?? Data()).withUnsafeBytes { try body($0) }
            }
        }
    }

    func changedObjects() throws -> [ChangedObject] {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT c.object, anchor, o.class, entry, l.metaverse, p.connector, p.name FROM space_change AS c "
                + "LEFT JOIN space_object AS o ON o.number = c.object LEFT JOIN space_partition AS p ON p.number = o.partition "
                + "LEFT JOIN space_link AS l ON l.object = c.object ORDER BY c.object"
        )
        var changes: [ChangedObject] = []
        while let row = try rows.next() {
            let number: Int64 = try row.value(0)
            let connector = try (row.value(5) as String?).map { ConnectorID($0) }
            changes.append(ChangedObject(number: number, connector: connector))
            // It is read next, and lies here.
            if let connector, recent.hasRoom { recent.keepAhead(number, try Self.object(row, connector, row.value(6))) }
        }
        return changes
    }

    func remember(_ part: String, piece: Int, _ bytes: UnsafeRawBufferPointer, isLast: Bool) throws {
        let name = Self.name(part, piece)
        if try !isStored(bytes, as: name) {
            try database.execute(
                sql: "INSERT OR REPLACE INTO run_memory (part, bytes) VALUES (?, ?)",
                arguments: [name, Data(bytes)]
            )
        }
        if isLast { try forget(Set(try names().filter { Self.part($0) == part && $0 > name })) }
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
