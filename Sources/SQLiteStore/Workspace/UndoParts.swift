import Foundation
import GRDB

/// The rows of notes of what images were, inside of a transaction.
///
/// Whoever goes back from now to the end of a run undoes all rows behind the one that was the last then, the newest first.
/// Rows go from the oldest on: no row is missing between one that is there and the newest.
struct UndoParts {
    /// How many bytes of notes a store keeps.
    static let most = 256 << 20

    let database: Database

    /// The number of the newest row, also where it is known no more.
    private static let newest =
        "SELECT max(0, coalesce((SELECT max(number) FROM pending_undo), (SELECT max(undo) FROM run), 0))"

    /// Up to where notes have been made.
    func position() throws -> Int64 { try Int64.fetchOne(try database.cachedStatement(sql: Self.newest)) ?? 0 }

    /// The earliest place that notes lead back to.
    func floor() throws -> Int64 {
        let first = try Int64.fetchOne(
            try database.cachedStatement(sql: "SELECT number FROM pending_undo ORDER BY number LIMIT 1")
        )
        return first.map { $0 - 1 } ?? 0
    }

    /// Adds a row, and takes out the oldest ones where all of them together are more than so many bytes.
    func add(_ bytes: [UInt8], of connector: String, keeping most: Int) throws {
        let number = try position() + 1
        let before = try Int64.fetchOne(
            try database.cachedStatement(sql: "SELECT total FROM pending_undo WHERE number = ?"),
            arguments: [number - 1]
        )
        let total = (before ?? 0) + Int64(bytes.count)
        try database.cachedStatement(
            sql: "INSERT INTO pending_undo (number, connector, total, bytes) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [number, connector, total, Data(bytes)])
        // The newest stays, however long it is: it says how far back the others led.
        let oldest = try database.cachedStatement(
            sql: "SELECT number FROM pending_undo WHERE number = (SELECT min(number) FROM pending_undo) "
                + "AND total - length(bytes) < ? AND number < ?"
        )
        while let gone = try Int64.fetchOne(oldest, arguments: [total - Int64(most), number]) {
            try database.cachedStatement(sql: "DELETE FROM pending_undo WHERE number = ?").execute(arguments: [gone])
        }
    }

    /// Lends the rows of a connector behind a place, the newest first.
    func each(
        of connector: String,
        after position: Int64,
        _ body: (_ number: Int64, _ bytes: [UInt8]) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT number, bytes FROM pending_undo WHERE number > ? AND connector = ? ORDER BY number DESC",
            arguments: [position, connector]
        )
        while let row = try rows.next() { try body(row.value(0), StoredValue.bytes(row, at: 1)) }
    }

    /// Forgets what leads to the ends of runs that a history of this length does not have any more.
    ///
    /// A run that stays in the history beyond that, since the next one follows from it, cannot be compared any more.
    func prune(endedBefore moment: String, through newest: Int) throws {
        let kept = try Int64.fetchOne(
            database,
            sql: "SELECT min(undo) FROM run WHERE undo >= 0 AND NOT (ended < ? OR number <= ?)",
            arguments: [moment, newest]
        )
        let end = try kept ?? position()
        try database.execute(sql: "DELETE FROM pending_undo WHERE number <= ?", arguments: [end])
        try database.execute(sql: "UPDATE run SET undo = -1 WHERE undo < ?", arguments: [end])
    }
}
