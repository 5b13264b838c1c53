import GRDB
import GRDBSQLite

extension Database {
    /// Writes what has changed to the log, in the middle of a transaction (sqlite.org, `sqlite3_db_cacheflush`).
    ///
    /// Pages that a statement has to put out of the cache itself are copied into a temporary file first, so that the statement
    /// could be taken back: before an index of all objects is made that would be everything that was just written.
    func flushPages() throws {
        let code = sqlite3_db_cacheflush(sqliteConnection)
        // Pages that somebody looks at stay.
        guard code == SQLITE_OK || code == SQLITE_BUSY else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: lastErrorMessage)
        }
    }
}
