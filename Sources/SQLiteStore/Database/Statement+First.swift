import GRDB

extension Statement {
    /// Lends the first row that comes for the time of a closure; nothing where none comes.
    ///
    /// Nothing of it is copied.
    func first<Result>(_ arguments: StatementArguments, _ body: (Row) throws -> Result) throws -> Result? {
        let rows = try Row.fetchCursor(self, arguments: arguments)
        // The row is the statement's own, which the end of the cursor resets.
        return try withExtendedLifetime(rows) { try rows.next().map(body) }
    }
}
