import GRDB

/// Values of rows that may be damaged.
///
/// GRDB's own `row[...]` ends the process where a column holds no such value; what a damaged page gives must not. Both take
/// the same way through GRDB, so that a row of a long walk costs as much as by the other.
extension Row {
    /// The value in a column; a store whose column holds nothing, or something else, is damaged.
    @inline(__always)
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: Int) throws -> Value {
        do {
            return try decode(Value.self, atIndex: column)
        } catch {
            throw StoreError.unreadable
        }
    }

    /// The value in the column of a name; a store whose column holds nothing, or something else, is damaged.
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: String) throws -> Value {
        do {
            return try decode(Value.self, forColumn: column)
        } catch {
            throw StoreError.unreadable
        }
    }
}
