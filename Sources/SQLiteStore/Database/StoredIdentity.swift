import Foundation
import GRDB
import GRDBSQLite
import SyncEngine

/// The identity of a metaverse object in a column, read where it lies; nothing where a column holds anything else.
struct StoredIdentity: DatabaseValueConvertible, StatementColumnConvertible {
    let identity: MetaverseID?

    private init(_ bytes: Data) { identity = MetaverseID(bytes: bytes) }

    /// Reads a column (sqlite.org, sqlite3_column_blob): no bytes are no memory.
    init(sqliteStatement: SQLiteStatement, index: CInt) {
        let memory = sqlite3_column_blob(sqliteStatement, index)
        let count = Int(sqlite3_column_bytes(sqliteStatement, index))
        identity = memory.flatMap { MetaverseID(UnsafeRawBufferPointer(start: $0, count: count)) }
    }

    var databaseValue: DatabaseValue { identity.map { Data($0.bytes).databaseValue } ?? .null }

    static func fromDatabaseValue(_ value: DatabaseValue) -> StoredIdentity? {
        StoredIdentity(Data.fromDatabaseValue(value) ?? Data())
    }
}
