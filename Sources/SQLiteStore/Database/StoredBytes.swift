import Foundation
import GRDB
import GRDBSQLite

/// The bytes of a column, taken from the statement at once: nothing stands between the database's memory and the array.
///
/// Whatever a column holds has bytes, so that asking for them never fails.
struct StoredBytes: DatabaseValueConvertible, StatementColumnConvertible {
    let bytes: [UInt8]

    init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    /// Reads a column (sqlite.org, sqlite3_column_blob): no bytes are no memory.
    init(sqliteStatement: SQLiteStatement, index: CInt) {
        let memory = sqlite3_column_blob(sqliteStatement, index)
        let count = Int(sqlite3_column_bytes(sqliteStatement, index))
        bytes = memory.map { Array(UnsafeRawBufferPointer(start: $0, count: count)) } ?? []
    }

    var databaseValue: DatabaseValue { Data(bytes).databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> StoredBytes? {
        StoredBytes(Data.fromDatabaseValue(value) ?? Data())
    }
}
