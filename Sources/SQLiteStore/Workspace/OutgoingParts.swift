import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The rows of parts of exports on their way, inside of a transaction.
///
/// What goes on here happens to every change of an export, so it is said of many at once. A part is the changes that wait
/// between two anchors, and nothing changes the list of those while it is on its way: what is about to change the list makes
/// rows of the outbox of them first.
struct OutgoingParts {
    let database: Database

    /// The place in the outbox that the next change takes.
    private static let next = """
        SELECT max((SELECT coalesce(max(sequence), 0) FROM outbox),
            (SELECT coalesce(max(sequence + count - 1), 0) FROM outgoing_part)) + 1
        """

    /// Where what waits comes from: connector, whether these are deletions, and the anchor before; `i` has the image of each.
    ///
    /// `isPast` says that nothing behind that anchor is done: no row is asked then whether it is.
    static func waiting(areDeletions: Bool, isPast: Bool = false, beside others: String = "") -> String {
        let image = areDeletions ? "accepted AS i ON true" : "image AS i ON i.wanted = 1"
        return """
            FROM pending_export AS p CROSS JOIN \(image) AND i.connector = p.connector AND i.anchor = p.anchor \(others)
            WHERE p.connector = ? AND (p.rank = 0) = ? AND p.anchor > ? AND \(isPast ? "true" : PendingRows.isLeft("p"))
            """
    }

    /// The same up to an anchor.
    static func stretch(areDeletions: Bool, isPast: Bool = false, beside others: String = "") -> String {
        waiting(areDeletions: areDeletions, isPast: isPast, beside: others) + " AND p.anchor <= ?"
    }

    /// Whether nothing is done behind an anchor, as is so of an export that goes on from where the last part ended.
    func isPast(_ connector: ConnectorID, areDeletions: Bool, after anchor: String) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: "SELECT NOT EXISTS (SELECT 1 FROM pending_done WHERE connector = ? AND deletions = ? AND last > ?)"
        )
        return try Bool.fetchOne(statement, arguments: [connector.text, areDeletions, anchor]) ?? false
    }

    /// The number of the image of what waits.
    static func image(areDeletions: Bool) -> String { areDeletions ? "i.image" : "i.number" }

    /// What the target has of those that are updates; nobody looks for it where there is none.
    static let accepted = "JOIN accepted AS a ON p.rank = 1 AND a.connector = p.connector AND a.anchor = p.anchor"

    /// Writes down that changes of these places leave, under a name; gives back the place of the first in the outbox.
    func write(_ places: Range<Int>, of ahead: ExportsAhead, named name: EntryUUID) throws -> Int64 {
        let first = try Int64.fetchOne(try database.cachedStatement(sql: Self.next)) ?? 1
        try database.cachedStatement(
            sql: "INSERT INTO outgoing_part (sequence, operation, connector, deletions, after, last, count) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            first, name.description, ahead.connector.text, ahead.areDeletions, ahead.anchor(before: places.lowerBound),
            ahead.anchor(before: places.upperBound), places.count,
        ])
        return first
    }

    /// Makes a row of the outbox of one change of a part, which the target has refused.
    func refuse(_ place: Int, of part: OutgoingPart, code: String, message: String) throws {
        let change = part.change(place)
        let columns = "?, ?, p.connector, p.anchor, ?, ?, p.class, \(Self.image(areDeletions: part.areDeletions)), ?, ?"
        try database.cachedStatement(
            sql:
                "INSERT INTO outbox (sequence, operation, connector, anchor, kind, state, class, image, code, message) "
                + "SELECT \(columns) \(Self.stretch(areDeletions: part.areDeletions))"
        ).execute(arguments: [
            change.sequence, change.operation.description, change.change.operation.rawValue,
            OutgoingChange.State.rejected.rawValue, code, message, change.change.connector.text, part.areDeletions,
            part.anchor(before: place), change.change.anchor,
        ])
        guard database.changesCount == 1 else { throw OutboxRows.damaged }
    }

    /// Takes out a part of which everything is said; says whether it was there.
    ///
    /// Places in the outbox are given again when it is empty; the name of a part is not.
    func remove(_ sequence: Int64, named name: String) throws -> Bool {
        try database.cachedStatement(sql: "DELETE FROM outgoing_part WHERE sequence = ? AND operation = ?")
            .execute(arguments: [sequence, name])
        return database.changesCount > 0
    }

    /// Makes rows of the outbox of all parts: nobody knows what became of those changes, and each is asked for.
    ///
    /// Whoever changes images or the list of what waits does so first.
    func doubt() throws {
        for part in try Row.fetchAll(database, sql: "SELECT * FROM outgoing_part ORDER BY sequence") {
            let sequence: Int64 = try part.value("sequence")
            let (connector, areDeletions): (String, Bool) = try (part.value("connector"), part.value("deletions"))
            try database.execute(
                sql: """
                    INSERT INTO outbox (sequence, operation, connector, anchor, kind, state, class, image)
                    SELECT ? - 1 + row_number() OVER (ORDER BY p.anchor), ?, p.connector, p.anchor,
                        CASE p.rank WHEN 0 THEN 'delete' WHEN 1 THEN 'update' ELSE 'add' END, ?, p.class,
                        \(Self.image(areDeletions: areDeletions))
                    \(Self.stretch(areDeletions: areDeletions)) ORDER BY p.anchor
                    """,
                arguments: [
                    sequence, try part.value("operation") as String, OutgoingChange.State.unknown.rawValue, connector,
                    areDeletions, try part.value("after") as String, try part.value("last") as String,
                ]
            )
            guard try database.changesCount == part.value("count") as Int else { throw OutboxRows.damaged }
            _ = try remove(sequence, named: part.value("operation"))
        }
    }

    /// How many changes to a connector are on their way.
    func count(to connector: ConnectorID) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT coalesce(sum(count), 0) FROM outgoing_part WHERE connector = ?",
            arguments: [connector.text]
        ) ?? 0
    }
}
