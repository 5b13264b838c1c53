import Directory
import Foundation
import GRDB
public import SyncEngine
public import SyncRules

extension WorkspaceStore: ExportOutbox {
    /// Writes changes down before they leave, as `pending` or, where they leave at once, as `sent`.
    public func enqueue(_ changes: [OutgoingChange], as state: OutgoingChange.State) async throws {
        try await pool.write { database in
            let statement = try database.makeStatement(
                sql: """
                    INSERT INTO outbox (operation, connector, anchor, kind, state, class, metaverse, entry)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """
            )
            for one in changes {
                let change = one.change
                try statement.execute(arguments: [
                    one.operation, change.connector.text, change.anchor, change.operation.rawValue,
                    state.rawValue, change.objectClass.spelling,
                    Data(change.image.metaverse.bytes), Data(change.image.entry.bytes),
                ])
            }
        }
    }

    /// Writes down that these changes leave now.
    public func markSent(_ operations: [String]) async throws {
        try await pool.write { database in
            let statement = try database.makeStatement(sql: "UPDATE outbox SET state = ? WHERE operation = ?")
            for operation in operations {
                try statement.execute(arguments: [OutgoingChange.State.sent.rawValue, operation])
            }
        }
    }

    /// Writes down what became of changes, and with it, in one transaction, what the target has accepted.
    public func settle(_ outcomes: [OutgoingChange.Outcome]) async throws {
        try await pool.write { [table] database in
            try AttributeRows.learn(table, database)
            let refuse = try database.makeStatement(
                sql: "UPDATE outbox SET state = ?, entry = NULL, code = ?, message = ? WHERE operation = ?"
            )
            let drop = try database.makeStatement(sql: "DELETE FROM outbox WHERE operation = ?")
            for outcome in outcomes {
                let operation = outcome.change.operation
                switch outcome.result {
                case .rejected(let code, let message)?:
                    try refuse.execute(arguments: [OutgoingChange.State.rejected.rawValue, code, message, operation])
                // What has arrived is an accepted image from now on.
                case .accepted?, nil: try drop.execute(arguments: [operation])
                }
            }
            let accepted = outcomes.filter { $0.result == .accepted }.map(\.change.change)
            try Self.recordAccepted(accepted, database, table)
            for change in accepted where change.operation != .delete {
                try Self.awaitConfirmation(of: [change.anchor], from: change.connector, database)
            }
        }
    }

    /// The changes to a connector of which nobody knows what became of them; from now on they are `unknown`.
    public func unknown(of connector: ConnectorID) async throws -> [OutgoingChange] {
        try await pool.write { [table] database in
            try AttributeRows.learn(table, database)
            try database.execute(
                sql: "UPDATE outbox SET state = ? WHERE connector = ? AND state = ?",
                arguments: [
                    OutgoingChange.State.unknown.rawValue, connector.text, OutgoingChange.State.sent.rawValue,
                ]
            )
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM outbox WHERE connector = ? AND state = ? ORDER BY sequence",
                arguments: [connector.text, OutgoingChange.State.unknown.rawValue]
            )
            return try rows.map { try Self.outgoing($0, connector) }
        }
    }

    /// Forgets changes to a connector that have not left, and those that the target has rejected.
    public func clear(of connector: ConnectorID) async throws {
        let states: [OutgoingChange.State] = [.pending, .rejected]
        try await pool.write { database in
            for state in states {
                try database.execute(
                    sql: "DELETE FROM outbox WHERE connector = ? AND state = ?",
                    arguments: [connector.text, state.rawValue]
                )
            }
        }
    }

    /// How many changes to a connector there are in each state.
    public func counts(of connector: ConnectorID) async throws -> [OutgoingChange.State: Int] {
        try await pool.read { database in
            let sql = "SELECT state, count(*) AS number FROM outbox WHERE connector = ? GROUP BY state"
            return try Row.fetchAll(database, sql: sql, arguments: [connector.text]).reduce(into: [:]) { counts, row in
                guard let state = OutgoingChange.State(rawValue: row["state"]) else { throw Self.damagedOutbox }
                counts[state] = row["number"]
            }
        }
    }

    private static let damagedOutbox = StoreError(
        .damaged,
        "The store holds an export on its way that is none. Restore the store from a copy."
    )

    private static func outgoing(_ row: Row, _ connector: ConnectorID) throws -> OutgoingChange {
        guard let operation = PendingExport.Operation(rawValue: row["kind"]), (row["entry"] as Data?) != nil,
            let metaverse = MetaverseID(bytes: Array(row["metaverse"] as Data))
        else { throw damagedOutbox }
        let image = ExportImage(
            connector: connector,
            metaverse: metaverse,
            objectClass: AttributeName(row["class"] as String),
            anchor: row["anchor"],
            entry: try StoredValue.entry(row)
        )
        return OutgoingChange(
            operation: row["operation"],
            change: PendingExport(operation: operation, image: image, changed: [])
        )
    }
}
