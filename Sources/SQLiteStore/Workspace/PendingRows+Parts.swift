import Directory
import GRDB
import SyncEngine
import SyncRules

/// What the target accepts of a part on its way: many changes at once.
///
/// The list is in the order of names, and exports go in the order of anchors: taking rows out one by one touches all of it
/// with every part. What is done is noted as stretches of anchors, counted off at once, and taken out together. What is on
/// its way is what rules want, and as it is listed: nothing is compared.
extension PendingRows {
    /// Makes the changes at these places of a part the images that the target has accepted.
    static func accept(
        _ places: Range<Int>,
        of part: OutgoingPart,
        _ database: Database,
        _ table: AttributeTable,
        _ undo: UndoNotes
    ) throws {
        guard let first = places.first, let last = places.last else { return }
        try undo.takes(places, of: part)
        let (connector, after) = (part.connector, part.anchor(before: first))
        let range: StatementArguments = [connector.text, part.areDeletions, after, part.anchor(of: last)]
        let isPast = try OutgoingParts(database: database)
            .isPast(connector, areDeletions: part.areDeletions, after: after)
        let stretch = OutgoingParts.stretch(areDeletions: part.areDeletions, isPast: isPast)

        var counts = PendingTallies(database)
        var isReplacing = false
        for (operation, classes) in counted(places, of: part) {
            for (objectClass, count) in classes {
                counts.count(-count, connector.text, PendingPlace.rank(operation), objectClass)
            }
            isReplacing = isReplacing || operation != .add
        }
        try counts.write()
        let replaced =
            part.areDeletions
            ? "SELECT i.image, i.anchor \(stretch)"
            : "SELECT a.image, a.anchor " + OutgoingParts.stretch(areDeletions: false, beside: OutgoingParts.accepted)
        let released =
            isReplacing ? try Row.fetchAll(try database.cachedStatement(sql: replaced), arguments: range) : []
        let following =
            part.areDeletions
            ? try String.fetchAll(try database.cachedStatement(sql: Self.following), arguments: range) : []
        let accepting =
            part.areDeletions
            ? "DELETE FROM accepted WHERE (connector, anchor) IN (SELECT p.connector, p.anchor \(stretch))"
            : "INSERT OR REPLACE INTO accepted (connector, anchor, class, image, unconfirmed) "
                + "SELECT p.connector, p.anchor, p.class, i.number, 1 \(stretch) ORDER BY p.anchor"
        try database.cachedStatement(sql: accepting).execute(arguments: range)
        // What has left is what the list still says, or nothing of this is true.
        guard database.changesCount == places.count else { throw OutboxRows.damaged }
        try note(done: part.anchor(of: first), part.anchor(of: last), behind: after, part, database)
        for row in released { try ImageRows.release(row.value(0), connector.text, row.value(1), database) }
        guard !following.isEmpty else { return }
        // The list is about to change otherwise than by what is done, and entries are read.
        try AttributeRows.learn(table, database)
        try OutgoingParts(database: database).doubt()
        let pending = PendingRows(database, table)
        for anchor in following { try pending.note(connector, anchor) }
        try pending.settle()
    }

    /// The anchors of deletions after which an object of another class is added.
    private static let following =
        "SELECT p.anchor "
        + OutgoingParts.stretch(
            areDeletions: true,
            beside: "JOIN image AS w ON w.wanted = 1 AND w.connector = p.connector AND w.anchor = p.anchor"
        )

    /// How many there are of each operation and class; most stand in a row with others of the same.
    private static func counted(
        _ places: Range<Int>,
        of part: OutgoingPart
    ) -> [PendingExport.Operation: [String: Int]] {
        var counts: [PendingExport.Operation: [String: Int]] = [:]
        var start = places.lowerBound
        for place in places {
            let isLast = place + 1 == places.upperBound
            if !isLast, part.operation(of: place + 1) == part.operation(of: start),
                part.objectClass(of: place + 1).spelling == part.objectClass(of: start).spelling
            {
                continue
            }
            let objectClass = part.objectClass(of: start).spelling
            counts[part.operation(of: start), default: [:]][objectClass, default: 0] += place + 1 - start
            start = place + 1
        }
        return counts
    }

    /// Notes that nothing waits any more from an anchor to another; a stretch that begins where one ends is one with it, and
    /// those in between are part of it.
    private static func note(
        done first: String,
        _ last: String,
        behind after: String,
        _ part: OutgoingPart,
        _ database: Database
    ) throws {
        let (connector, areDeletions) = (part.connector.text, part.areDeletions)
        try database.cachedStatement(
            sql: "UPDATE pending_done SET last = ? WHERE connector = ? AND deletions = ? AND last = ?"
        ).execute(arguments: [last, connector, areDeletions, after])
        let isOneWithIt = database.changesCount > 0
        try database.cachedStatement(
            sql: "DELETE FROM pending_done WHERE connector = ? AND deletions = ? AND last > ? AND last < ?"
        ).execute(arguments: [connector, areDeletions, isOneWithIt ? after : first, last])
        guard !isOneWithIt else { return }
        try database.cachedStatement(
            sql: "INSERT INTO pending_done (connector, deletions, first, last) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [connector, areDeletions, first, last])
    }
}
