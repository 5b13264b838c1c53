import GRDB
import GRDBSQLite

/// A statement that writes rows of values that are lent to it: no list of boxes is made for each row, and bytes are not
/// copied before SQLite takes them.
///
/// What is written for every object of a directory goes this way. GRDB prepares the statement and runs it for the first row,
/// by which it knows what is written to; what it does around each run costs a seventh of writing a row, so that the rows that
/// follow are stepped here (sqlite.org, Binding Values To Prepared Statements, Evaluate An SQL Statement).
final class LendingStatement {
    /// Takes the values of one row, by their places from one on.
    struct Values {
        fileprivate let statement: SQLiteStatement

        func bind(_ place: Int32, _ number: Int64) throws {
            try check(sqlite3_bind_int64(statement, place, number))
        }

        /// Binds a text, which SQLite copies; up to a zero, as GRDB does wherever texts are looked for.
        func bind(_ place: Int32, _ text: String) throws {
            // SQLITE_TRANSIENT, which Swift does not take over from C: a pointer to nothing, and never called.
            let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            try check(text.withCString { sqlite3_bind_text(statement, place, $0, -1, transient) })
        }

        /// Binds bytes that stay where they are until the row is written.
        func bind(_ place: Int32, lent bytes: UnsafeRawBufferPointer) throws {
            guard !bytes.isEmpty else { return try check(sqlite3_bind_zeroblob(statement, place, 0)) }
            try check(
                sqlite3_bind_blob64(statement, place, bytes.baseAddress, sqlite3_uint64(bytes.count), nil)
            )
        }

        private func check(_ code: Int32) throws {
            guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        }
    }

    private let sql: String
    private let database: Database
    private var prepared: Statement?
    private var isKnown = false

    /// Notes what is to be run; it is prepared when the first row comes.
    init(_ sql: String, _ database: Database) { (self.sql, self.database) = (sql, database) }

    /// A statement of one's own: one that others use as well could be given values of theirs meanwhile.
    private func statement() throws -> Statement {
        if let prepared { return prepared }
        let statement = try database.makeStatement(sql: sql)
        // Values come by the other door: GRDB is told that it has all that it needs.
        statement.setUncheckedArguments(StatementArguments())
        prepared = statement
        return statement
    }

    /// Writes a row; each of its values has to be bound by `body`, and what is lent has to stay until this returns.
    func write(_ body: (Values) throws -> Void) throws {
        let statement = try statement()
        let handle = statement.sqliteStatement
        // What is said here is what the last run said.
        _ = sqlite3_reset(handle)
        defer {
            _ = sqlite3_reset(handle)
            _ = sqlite3_clear_bindings(handle)
        }
        try body(Values(statement: handle))
        guard isKnown else {
            try statement.execute()
            isKnown = true
            return
        }
        let code = sqlite3_step(handle)
        guard code == SQLITE_DONE else {
            let message = sqlite3_errmsg(sqlite3_db_handle(handle)).map { String(cString: $0) }
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
        }
    }
}
