import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// What the target accepts: a stretch of the outbox at once.
///
/// The list is in the order of names, and exports go in the order of anchors: taking rows out one by one touches all of it
/// with every part. Those that are done are noted in the order of anchors, counted off at once, and taken out together.
extension PendingRows {
    /// What has not been accepted meanwhile, of the rows of `pending_export`.
    static let isLeft =
        "NOT EXISTS (SELECT 1 FROM pending_done AS done "
        + "WHERE done.connector = pending_export.connector AND done.anchor = pending_export.anchor)"

    private static let stretch = "o.sequence BETWEEN ? AND ?"

    /// Makes what the changes of a stretch brought the images that the target has accepted, and empties the stretch.
    static func accept(_ stretch: ClosedRange<Int64>, _ database: Database, _ table: AttributeTable) throws {
        let arguments: StatementArguments = [stretch.lowerBound, stretch.upperBound]
        // What is sent is what rules want, and as it is listed; of what is in doubt a synchronization may have made
        // something else since it left.
        let isInDoubt =
            try Bool.fetchOne(try database.cachedStatement(sql: Self.doubtful), arguments: arguments) ?? true
        let late =
            isInDoubt ? try Row.fetchAll(try database.cachedStatement(sql: Self.late), arguments: arguments) : []
        let replaced = try Row.fetchAll(try database.cachedStatement(sql: Self.replaced), arguments: arguments)
        var counts = PendingTallies(database)
        let counted = try database.cachedStatement(sql: isInDoubt ? Self.countedListed : Self.counted)
        for row in try Row.fetchAll(counted, arguments: arguments) {
            counts.count(-(row[3] as Int), row[0], row[1], row[2])
        }
        try counts.write()
        for sql in [
            isInDoubt ? Self.doneListed : Self.done, Self.awaiting, Self.accepting, Self.removing, Self.emptying,
        ] {
            try database.cachedStatement(sql: sql).execute(arguments: arguments)
        }
        for row in replaced { try ImageRows.release(row[0], row[1], row[2], database) }
        guard !late.isEmpty else { return }
        let pending = PendingRows(database, table)
        for row in late { try pending.note(ConnectorID(row[0]), row[1]) }
        try pending.settle()
    }

    /// The changes that did not bring what rules want now.
    ///
    /// `+` keeps SQLite from looking into the images themselves.
    private static let late = """
        SELECT o.connector, o.anchor FROM outbox AS o WHERE \(stretch) AND CASE o.kind
            WHEN 'delete' THEN EXISTS (SELECT 1 FROM image AS i
                WHERE i.wanted = 1 AND i.connector = o.connector AND i.anchor = o.anchor)
            ELSE NOT EXISTS (SELECT 1 FROM image AS i
                WHERE i.wanted = 1 AND i.connector = o.connector AND i.anchor = o.anchor AND +i.number = o.image) END
        """

    /// The images that the target has no more.
    private static let replaced = """
        SELECT a.image, a.connector, a.anchor
            FROM outbox AS o CROSS JOIN accepted AS a ON a.connector = o.connector AND a.anchor = o.anchor
            WHERE \(stretch) AND (o.kind = 'delete' OR a.image <> o.image)
        """

    /// Whether there is a change that may not be what is listed.
    private static let doubtful = "SELECT EXISTS (SELECT 1 FROM outbox AS o WHERE \(stretch) AND o.state <> 'sent')"

    /// What was listed of the changes, as they left.
    private static let counted = """
        SELECT o.connector, CASE o.kind WHEN 'delete' THEN 0 WHEN 'update' THEN 1 ELSE 2 END, o.class, count(*)
            FROM outbox AS o WHERE \(stretch) GROUP BY 1, 2, 3
        """

    private static let done =
        "INSERT OR IGNORE INTO pending_done (connector, anchor) "
        + "SELECT o.connector, o.anchor FROM outbox AS o WHERE \(stretch)"

    /// What is listed of the changes now, and the same once it is done.
    private static let countedListed = """
        SELECT pending_export.connector, rank, pending_export.class, count(*)
            FROM outbox AS o CROSS JOIN pending_export
                ON pending_export.connector = o.connector AND pending_export.anchor = o.anchor
            WHERE \(stretch) AND \(isLeft) GROUP BY 1, 2, 3
        """

    private static let doneListed = """
        INSERT OR IGNORE INTO pending_done (connector, anchor) SELECT o.connector, o.anchor
            FROM outbox AS o CROSS JOIN pending_export
                ON pending_export.connector = o.connector AND pending_export.anchor = o.anchor
            WHERE \(stretch)
        """

    /// What the target has taken and has not shown since.
    private static let awaiting = """
        INSERT OR IGNORE INTO unconfirmed_export (connector, anchor)
            SELECT o.connector, o.anchor FROM outbox AS o WHERE \(stretch) AND o.kind <> 'delete'
        """

    private static let accepting = """
        INSERT OR REPLACE INTO accepted (connector, anchor, class, image)
            SELECT o.connector, o.anchor, o.class, o.image FROM outbox AS o WHERE \(stretch) AND o.kind <> 'delete'
        """

    private static let removing = """
        DELETE FROM accepted WHERE (connector, anchor) IN
            (SELECT o.connector, o.anchor FROM outbox AS o WHERE \(stretch) AND o.kind = 'delete')
        """

    private static let emptying = "DELETE FROM outbox AS o WHERE \(stretch)"

    /// Takes out of the list what is done.
    static func forgetDone(_ database: Database) throws {
        guard try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM pending_done)") ?? false else { return }
        // Where nothing is left the tables are emptied as wholes.
        let isLeft = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM pending_count WHERE count > 0)")
        try database.execute(
            sql: isLeft ?? true
                ? "DELETE FROM pending_export WHERE (connector, anchor) IN (SELECT connector, anchor FROM pending_done)"
                : "DELETE FROM pending_export"
        )
        try database.execute(sql: "DELETE FROM pending_done")
    }
}
