import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// What the target accepts of what was in doubt: a stretch of the outbox at once.
///
/// A synchronization may have made something else of it since it left, and all of it is compared.
extension PendingRows {
    /// What has not been accepted meanwhile, of the rows of the list.
    static func isLeft(_ list: String = "pending_export") -> String {
        // Stretches do not overlap: the next one that ends behind a row has it, or none has.
        """
        coalesce((SELECT done.first > \(list).anchor FROM pending_done AS done WHERE done.connector = \(list).connector
            AND done.deletions = (\(list).rank = 0) AND done.last >= \(list).anchor ORDER BY done.last LIMIT 1), 1)
        """
    }

    private static let stretch = "o.sequence BETWEEN ? AND ?"

    /// Makes what the changes of a stretch brought the images that the target has accepted, and empties the stretch.
    static func accept(
        _ stretch: ClosedRange<Int64>,
        _ database: Database,
        _ table: AttributeTable,
        _ undo: UndoNotes
    ) throws {
        let arguments: StatementArguments = [stretch.lowerBound, stretch.upperBound]
        try note(arguments, database, undo)
        let late = try Row.fetchAll(try database.cachedStatement(sql: Self.late), arguments: arguments)
        let replaced = try Row.fetchAll(try database.cachedStatement(sql: Self.replaced), arguments: arguments)
        let deleted = try Row.fetchAll(try database.cachedStatement(sql: Self.deleted), arguments: arguments)
        var counts = PendingTallies(database)
        for row in try Row.fetchAll(try database.cachedStatement(sql: Self.counted), arguments: arguments) {
            try counts.count(0 &- (row.value(3) as Int), row.value(0), row.value(1), row.value(2))
        }
        try counts.write()
        for sql in [Self.done, Self.accepting, Self.removing, Self.emptying] {
            try database.cachedStatement(sql: sql).execute(arguments: arguments)
        }
        for row in replaced + deleted { try ImageRows.release(row.value(0), row.value(1), row.value(2), database) }
        guard !late.isEmpty else { return }
        let pending = PendingRows(database, table)
        for row in late { try pending.note(ConnectorID(row.value(0)), row.value(1)) }
        try pending.settle()
    }

    /// Notes what the target has of the objects of a stretch, before it takes their changes.
    private static func note(_ arguments: StatementArguments, _ database: Database, _ undo: UndoNotes) throws {
        let rows = try Row.fetchCursor(try database.cachedStatement(sql: Self.images), arguments: arguments)
        while let row = try rows.next() {
            let connector = try ConnectorID(row.value("connector"))
            let before = StoredValue.identity(row, at: 3) == nil ? nil : try ImageRows.image(row, connector)
            if try row.value("kind") as String == PendingExport.Operation.delete.rawValue {
                if let before { try undo.goes(.accepted, before) }
                continue
            }
            guard let owner = StoredValue.identity(row, at: 0) else { throw OutboxRows.damaged }
            let image = ExportImage(
                connector: connector,
                metaverse: owner,
                objectClass: try AttributeName(row.value(1) as String),
                anchor: try row.value("anchor"),
                entry: try StoredValue.entry(row, at: 2)
            )
            try undo.comes(.accepted, image, inPlaceOf: before)
        }
    }

    /// The images that come, and those that the target has.
    private static let images = """
        SELECT i.metaverse AS owner, o.class AS made, i.entry AS coming, was.metaverse, was.class, was.entry,
                o.connector, o.anchor, o.kind
            FROM outbox AS o CROSS JOIN image AS i ON i.number = o.image
                LEFT JOIN accepted AS a ON a.connector = o.connector AND a.anchor = o.anchor
                LEFT JOIN image AS was ON was.number = a.image
            WHERE \(stretch)
        """

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

    /// The images of objects that are gone: an import may have shown that before the target said so.
    private static let deleted =
        "SELECT o.image, o.connector, o.anchor FROM outbox AS o WHERE \(stretch) AND o.kind = 'delete'"

    /// What is listed of the changes now, and the same once it is done.
    private static let counted = """
        SELECT pending_export.connector, rank, pending_export.class, count(*)
            FROM outbox AS o CROSS JOIN pending_export
                ON pending_export.connector = o.connector AND pending_export.anchor = o.anchor
            WHERE \(stretch) AND \(isLeft()) GROUP BY 1, 2, 3
        """

    private static let done = """
        INSERT OR IGNORE INTO pending_done (connector, deletions, first, last)
            SELECT o.connector, rank = 0, o.anchor, o.anchor FROM outbox AS o CROSS JOIN pending_export
                ON pending_export.connector = o.connector AND pending_export.anchor = o.anchor
            WHERE \(stretch) AND \(isLeft())
        """

    private static let accepting = """
        INSERT OR REPLACE INTO accepted (connector, anchor, class, image, unconfirmed)
            SELECT o.connector, o.anchor, o.class, o.image, 1 FROM outbox AS o WHERE \(stretch) AND o.kind <> 'delete'
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
        try database.execute(sql: isLeft ?? true ? Self.takingOut : "DELETE FROM pending_export")
        try database.execute(sql: "DELETE FROM pending_done")
    }

    private static let takingOut = """
        DELETE FROM pending_export WHERE (connector, anchor) IN
            (SELECT p.connector, p.anchor FROM pending_done AS done CROSS JOIN pending_export AS p
                ON p.connector = done.connector AND p.anchor BETWEEN done.first AND done.last
                    AND (p.rank = 0) = done.deletions)
        """
}
