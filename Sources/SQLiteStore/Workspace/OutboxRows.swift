import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The rows of changes on their way, inside of a transaction.
///
/// What goes on here happens to every change of an export, so it is said of many at once: a part of an export is one stretch
/// of sequence numbers, ascending by anchor as the tables beside it are.
struct OutboxRows {
    let database: Database

    /// What waits to be exported, with the image of each, ascending by anchor: connector, whether these are deletions, the
    /// anchor before, and how many.
    private static func waiting(_ columns: String, areDeletions: Bool) -> String {
        let image =
            areDeletions
            ? "accepted AS i ON i.connector = pending_export.connector AND i.anchor = pending_export.anchor"
            : "image AS i ON i.wanted = 1 AND i.connector = pending_export.connector AND i.anchor = pending_export.anchor"
        return """
            SELECT \(columns), \(areDeletions ? "i.image" : "i.number") FROM pending_export CROSS JOIN \(image)
            WHERE pending_export.connector = ? AND (rank = 0) = ? AND pending_export.anchor > ? AND \(PendingRows.isLeft)
            ORDER BY pending_export.anchor LIMIT ?
            """
    }

    /// Writes down what waits; gives back the sequence number of the first.
    func take(
        from connector: ConnectorID,
        areDeletions: Bool,
        after anchor: String?,
        limit: Int,
        named name: EntryUUID,
        as state: OutgoingChange.State
    ) throws -> Int64 {
        let first = try Int64.fetchOne(database, sql: "SELECT coalesce(max(sequence), 0) + 1 FROM outbox") ?? 1
        let columns =
            "?, pending_export.connector, pending_export.anchor, "
            + "CASE rank WHEN 0 THEN 'delete' WHEN 1 THEN 'update' ELSE 'add' END, ?, pending_export.class"
        try database.cachedStatement(
            sql: "INSERT INTO outbox (operation, connector, anchor, kind, state, class, image) "
                + Self.waiting(columns, areDeletions: areDeletions)
        ).execute(arguments: [name.description, state.rawValue, connector.text, areDeletions, anchor ?? "", limit])
        return first
    }

    /// The images of what waits, in the order in which they lie; beyond so many bytes no more are read.
    func imagesAhead(
        from connector: ConnectorID,
        areDeletions: Bool,
        after anchor: String?,
        limit: Int,
        bytes: Int
    ) throws -> ImagesAhead {
        var numbers: [Int64] = []
        let waiting = try Row.fetchCursor(
            database,
            sql: Self.waiting("0", areDeletions: areDeletions),
            arguments: [connector.text, areDeletions, anchor ?? "", limit]
        )
        while let row = try waiting.next() { numbers.append(row[1]) }
        var images = ImagesAhead(count: numbers.count)
        numbers.sort()
        let rows = try Row.fetchCursor(
            database,
            sql:
                "SELECT i.number, i.metaverse, i.entry FROM json_each(?) AS n CROSS JOIN image AS i ON i.number = n.value",
            arguments: ["[" + numbers.lazy.map(\.description).joined(separator: ",") + "]"]
        )
        var held = 0
        while held < bytes, let row = try rows.next() {
            let entry = try StoredValue.entry(row, at: 2)
            images.add(row[0], of: try Self.owner(row, at: 1), entry)
            held += entry.bytes.count
        }
        return images
    }

    /// The changes from a sequence number on that are in a state, in their order.
    func changes(
        from first: Int64 = 0,
        to connector: ConnectorID,
        in state: OutgoingChange.State,
        with images: ImagesAhead = ImagesAhead(),
        _ table: AttributeTable
    ) throws -> [OutgoingChange] {
        let rows = try Row.fetchCursor(
            try database.cachedStatement(
                sql: """
                    SELECT o.sequence, o.operation, o.anchor, o.kind, o.class, o.image, a.image
                    FROM outbox AS o LEFT JOIN accepted AS a ON a.connector = o.connector AND a.anchor = o.anchor
                    WHERE o.sequence >= ? AND o.connector = ? AND o.state = ? ORDER BY o.sequence
                    """
            ),
            arguments: [first, connector.text, state.rawValue]
        )
        let order = table.order
        var changes: [OutgoingChange] = []
        // The same for all of a part.
        var name: (text: String, value: EntryUUID)?
        var objectClass = AttributeName("")
        while let row = try rows.next() {
            let text: String = row[1]
            if name?.text != text { name = EntryUUID(text).map { (text, $0) } }
            let spelling: String = row[4]
            if objectClass.spelling != spelling { objectClass = AttributeName(spelling) }
            guard let name, let operation = PendingExport.Operation(rawValue: row[3]) else { throw Self.damaged }
            let (owner, entry) = try images.image(row[5]) ?? image(row[5])
            let image = ExportImage(
                connector: connector,
                metaverse: owner,
                objectClass: objectClass,
                anchor: row[2],
                entry: entry
            )
            let before = operation == .update ? try (row[6] as Int64?).map { try self.image($0).entry } : nil
            changes.append(
                OutgoingChange(
                    sequence: row[0],
                    named: name.value,
                    change: PendingExport(operation, of: image, after: before, by: order)
                )
            )
        }
        return changes
    }

    private func image(_ number: Int64) throws -> (owner: MetaverseID, entry: PackedEntry) {
        let statement = try database.cachedStatement(sql: "SELECT metaverse, entry FROM image WHERE number = ?")
        let image = try statement.first([number]) { (try Self.owner($0, at: 0), try StoredValue.entry($0, at: 1)) }
        guard let image else { throw Self.damaged }
        return image
    }

    private static func owner(_ row: Row, at column: Int) throws -> MetaverseID {
        let owner = try row.withUnsafeData(atIndex: column) { $0.flatMap { $0.withUnsafeBytes { MetaverseID($0) } } }
        guard let owner else { throw damaged }
        return owner
    }

    /// Says of what is on its way that nobody knows what became of it: what rules want is about to change.
    static func doubt(_ database: Database) throws {
        try database.cachedStatement(sql: "UPDATE outbox SET state = ? WHERE state = ?")
            .execute(arguments: [OutgoingChange.State.unknown.rawValue, OutgoingChange.State.sent.rawValue])
    }

    static let damaged = StoreError(
        .damaged,
        "The store holds an export on its way that is none. Restore the store from a copy."
    )

    /// Notes that the target has refused a change.
    func reject(_ sequence: Int64, code: String, message: String) throws {
        try database.cachedStatement(sql: "UPDATE outbox SET state = ?, code = ?, message = ? WHERE sequence = ?")
            .execute(arguments: [OutgoingChange.State.rejected.rawValue, code, message, sequence])
        try release(try held(by: sequence))
    }

    /// Forgets a change that has not come, and never will, or of which nothing is left to say.
    func forget(_ sequence: Int64) throws {
        let held = try held(by: sequence)
        try database.cachedStatement(sql: "DELETE FROM outbox WHERE sequence = ?").execute(arguments: [sequence])
        try release(held)
    }

    private func held(by sequence: Int64) throws -> Row? {
        try Row.fetchOne(
            try database.cachedStatement(sql: "SELECT image, connector, anchor FROM outbox WHERE sequence = ?"),
            arguments: [sequence]
        )
    }

    private func release(_ held: Row?) throws {
        guard let held else { return }
        try ImageRows.release(held[0], held[1], held[2], database)
    }
}
