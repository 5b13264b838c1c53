import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// What the target accepts leaves the list.
///
/// The list is in the order of names, and exports go in the order of anchors: taking rows out one by one touches all of it
/// with every batch. Those that are done are noted in the order of anchors, counted off at once, and taken out together.
extension PendingRows {
    /// Notes what the target has accepted, after the images were written.
    static func accept(_ changes: [PendingExport], _ database: Database, _ table: AttributeTable) throws {
        let pending = PendingRows(database, table)
        var counts = PendingTallies(database)
        let known = try database.cachedStatement(
            sql: "SELECT rank, class FROM pending_export WHERE connector = ? AND anchor = ?"
        )
        let done = try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO pending_done (connector, anchor) VALUES (?, ?)"
        )
        for change in changes {
            guard try isCurrent(change, database) else {
                try pending.note(change.connector, change.anchor)
                continue
            }
            guard let row = try Row.fetchOne(known, arguments: [change.connector.text, change.anchor]) else { continue }
            try done.execute(arguments: [change.connector.text, change.anchor])
            if database.changesCount > 0 { counts.count(-1, change.connector.text, row[0], row[1]) }
        }
        try counts.write()
        try pending.settle()
    }

    /// Whether what was accepted is what rules last made, so that nothing is left to do.
    private static func isCurrent(_ change: PendingExport, _ database: Database) throws -> Bool {
        let arguments: StatementArguments = [change.connector.text, ImageRows.State.desired.rawValue, change.anchor]
        if change.operation == .delete {
            let statement = try database.cachedStatement(
                sql: "SELECT 1 FROM export_image WHERE connector = ? AND state = ? AND anchor = ?"
            )
            return try Int.fetchOne(statement, arguments: arguments) == nil
        }
        let statement = try database.cachedStatement(
            sql: "SELECT class = ? AND entry = ? FROM export_image WHERE connector = ? AND state = ? AND anchor = ?"
        )
        return try Bool.fetchOne(
            statement,
            arguments: [change.objectClass.spelling, Data(change.image.entry.bytes)] + arguments
        ) ?? false
    }

    /// Takes out of the list what is done.
    static func forgetDone(_ database: Database) throws {
        guard try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM pending_done)") ?? false else { return }
        try database.execute(
            sql: """
                DELETE FROM pending_export WHERE (connector, anchor) IN (SELECT connector, anchor FROM pending_done);
                DELETE FROM pending_done;
                """
        )
    }
}
