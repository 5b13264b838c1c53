import Directory
import Foundation
import GRDB
import SyncEngine
import SyncRules

/// The rows of changes of which each has something said of it alone: in doubt or refused; inside of a transaction.
struct OutboxRows {
    let database: Database

    /// The changes that are in a state, in their order.
    func changes(
        to connector: ConnectorID,
        in state: OutgoingChange.State,
        _ order: AttributeOrder
    ) throws -> [OutgoingChange] {
        let rows = try Row.fetchCursor(
            try database.cachedStatement(
                sql: """
                    SELECT o.sequence, o.operation, o.anchor, o.kind, o.class, o.image, a.image
                    FROM outbox AS o LEFT JOIN accepted AS a ON a.connector = o.connector AND a.anchor = o.anchor
                    WHERE o.connector = ? AND o.state = ? ORDER BY o.sequence
                    """
            ),
            arguments: [connector.text, state.rawValue]
        )
        let images = ImageReader(database: database)
        var changes: [OutgoingChange] = []
        while let row = try rows.next() {
            guard let name = try EntryUUID(row.value(1) as String),
                let operation = try PendingExport.Operation(rawValue: row.value(3))
            else {
                throw Self.damaged
            }
            let image = try images.image(row.value(5))
            let before = operation == .update ? try (row.value(6) as Int64?).map { try images.image($0).entry } : nil
            let made = ExportImage(
                connector: connector,
                metaverse: image.owner,
                objectClass: try AttributeName(row.value(4) as String),
                anchor: try row.value(2),
                entry: image.entry
            )
            let change = PendingExport(operation, of: made, after: before, by: order)
            changes.append(OutgoingChange(sequence: try row.value(0), named: name, change: change))
        }
        return changes
    }

    /// Says of what is on its way that nobody knows what became of it: what rules want is about to change.
    static func doubt(_ database: Database) throws {
        try OutgoingParts(database: database).doubt()
        // An earlier version wrote each change down by itself.
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
        try ImageRows.release(held.value(0), held.value(1), held.value(2), database)
    }
}
