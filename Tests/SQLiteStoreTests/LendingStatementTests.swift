import Foundation
import GRDB
import TestSupport
import Testing

@testable import SQLiteStore

@Suite("Rows of lent values")
struct LendingStatementTests {
    private let queue: DatabaseQueue

    init() throws {
        queue = try DatabaseQueue()
        try queue.write { database in
            try database.execute(
                sql: "CREATE TABLE t (number INTEGER PRIMARY KEY, text TEXT NOT NULL, bytes BLOB NOT NULL) STRICT"
            )
        }
    }

    private func write(_ rows: [(Int64, String, [UInt8])], _ database: Database) throws {
        let insertion = LendingStatement("INSERT INTO t (number, text, bytes) VALUES (?, ?, ?)", database)
        for (number, text, bytes) in rows {
            try bytes.withUnsafeBytes { bytes in
                try insertion.write { values in
                    try values.bind(1, number)
                    try values.bind(2, text)
                    try values.bind(3, lent: bytes)
                }
            }
        }
    }

    @Test("are what GRDB reads and writes: nothing, much, zeros and any text", arguments: SeededGenerator.seeds(20))
    func alike(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let texts = ["", "a", "é", "\u{0}b", String(repeating: "long é ", count: 99), "\u{10FFFF}"]
        let rows = (0..<50).map { number in
            let bytes = (0..<random.number(below: 40)).map { _ in UInt8(random.number(below: 256)) }
            return (Int64(number), texts[random.number(below: texts.count)], bytes)
        }
        try queue.write { database in
            try write(rows, database)
            let query = "SELECT number, text, bytes, length(text), typeof(bytes) FROM t ORDER BY number"
            let found = try Row.fetchAll(database, sql: query)
            let cursor = try Row.fetchCursor(database, sql: query)
            for row in found {
                let read = try #require(try cursor.next())
                #expect(StoredValue.bytes(read, at: 2) == StoredValue.bytes(row, at: 2), "\(random)")
            }
            #expect(found.map { StoredValue.bytes($0, at: 2) } == rows.map(\.2), "\(random)")
            try database.execute(sql: "DELETE FROM t")
            for (number, text, bytes) in rows {
                try database.execute(
                    sql: "INSERT INTO t (number, text, bytes) VALUES (?, ?, ?)",
                    arguments: [number, text, Data(bytes)]
                )
            }
            #expect(found == (try Row.fetchAll(database, sql: query)), "\(random)")
        }
    }

    @Test("a row that the table refuses says so, and the next one is written")
    func refused() throws {
        try queue.write { database in
            let insertion = LendingStatement("INSERT INTO t (number, text, bytes) VALUES (?, ?, ?)", database)
            func write(_ number: Int64) throws {
                try [UInt8]([1]).withUnsafeBytes { bytes in
                    try insertion.write { values in
                        try values.bind(1, number)
                        try values.bind(2, "a")
                        try values.bind(3, lent: bytes)
                    }
                }
            }
            try write(1)
            let error = #expect(throws: DatabaseError.self) { try write(1) }
            #expect(error?.resultCode == .SQLITE_CONSTRAINT && error?.message?.contains("t.number") == true)
            try write(2)
            // A value that is left out is none, and not the one before.
            #expect(throws: DatabaseError.self) { try insertion.write { try $0.bind(1, 3) } }
            #expect(throws: DatabaseError.self) { try insertion.write { try $0.bind(4, 3) } }
            try write(4)
            #expect(try Int64.fetchAll(database, sql: "SELECT number FROM t ORDER BY number") == [1, 2, 4])
        }
    }
}
