import Foundation
import GRDB
import GRDBSQLite

/// The bytes of a column where they lie in the database's memory: lent until the statement goes to its next row.
///
/// Only a row that a cursor has just given lends them; a row that is kept holds a copy of its own, which lends nothing.
struct LentBytes: DatabaseValueConvertible, StatementColumnConvertible {
    let bytes: UnsafeRawBufferPointer

    /// Reads a column (sqlite.org, sqlite3_column_blob): no bytes are no memory.
    init(sqliteStatement: SQLiteStatement, index: CInt) {
        let memory = sqlite3_column_blob(sqliteStatement, index)
        let count = Int(sqlite3_column_bytes(sqliteStatement, index))
        bytes = UnsafeRawBufferPointer(start: memory, count: memory == nil ? 0 : count)
    }

    var databaseValue: DatabaseValue { Data(bytes).databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> LentBytes? { nil }
}
