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
        let image =
            areDeletions
            ? "accepted AS i ON i.connector = pending_export.connector AND i.anchor = pending_export.anchor"
            : "image AS i ON i.wanted = 1 AND i.connector = pending_export.connector AND i.anchor = pending_export.anchor"
        try database.cachedStatement(
            sql: """
                INSERT INTO outbox (operation, connector, anchor, kind, state, class, image)
                SELECT ?, pending_export.connector, pending_export.anchor,
                    CASE rank WHEN 0 THEN 'delete' WHEN 1 THEN 'update' ELSE 'add' END, ?, pending_export.class,
                    \(areDeletions ? "i.image" : "i.number")
                FROM pending_export CROSS JOIN \(image)
                WHERE pending_export.connector = ? AND pending_export.anchor > ? AND (rank = 0) = ? AND \(PendingRows.isLeft)
                ORDER BY pending_export.anchor LIMIT ?
                """
        ).execute(arguments: [name.description, state.rawValue, connector.text, anchor ?? "", areDeletions, limit])
        return first
    }

    /// The changes from a sequence number on that are in a state, in their order.
    func changes(
        from first: Int64 = 0,
        to connector: ConnectorID,
        in state: OutgoingChange.State,
        _ table: AttributeTable
    ) throws -> [OutgoingChange] {
        let rows = try Row.fetchCursor(
            try database.cachedStatement(
                sql: """
                    SELECT o.sequence, o.operation, o.anchor, o.kind, o.class, i.metaverse, i.entry, a.image
                    FROM outbox AS o LEFT JOIN image AS i ON i.number = o.image
                        LEFT JOIN accepted AS a ON a.connector = o.connector AND a.anchor = o.anchor
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
            guard let name, let operation = PendingExport.Operation(rawValue: row[3]),
                let metaverse = try row.withUnsafeData(
                    atIndex: 5,
                    { $0.flatMap { $0.withUnsafeBytes { MetaverseID($0) } } }
                )
            else { throw Self.damaged }
            let image = ExportImage(
                connector: connector,
                metaverse: metaverse,
                objectClass: objectClass,
                anchor: row[2],
                entry: try StoredValue.entry(row, at: 6)
            )
            let before = operation == .update ? try (row[7] as Int64?).map { try entry(of: $0) } : nil
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

    private func entry(of number: Int64) throws -> PackedEntry {
        let row = try Row.fetchOne(
            try database.cachedStatement(sql: "SELECT entry FROM image WHERE number = ?"),
            arguments: [number]
        )
        guard let row else { throw Self.damaged }
        return try StoredValue.entry(row, at: 0)
    }

    static let damaged = StoreError(
        .damaged,
        "The store holds an export on its way that is none. Restore the store from a copy."
    )

    /// Notes that the target has refused a change.
    func reject(_ change: OutgoingChange, code: String, message: String) throws {
        try database.cachedStatement(sql: "UPDATE outbox SET state = ?, code = ?, message = ? WHERE sequence = ?")
            .execute(arguments: [OutgoingChange.State.rejected.rawValue, code, message, change.sequence])
        try release(try held(by: change.sequence))
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
