public import Directory
import GRDB
public import SyncEngine
public import SyncRules

extension WorkspaceStore: ExportOutbox {
    /// How many bytes of images are read ahead at most, besides the last of them.
    private static let bytesAhead = 64 << 20

    /// Reads the images of what waits behind a source anchor, ascending by it, ahead of the changes that bring them.
    public func imagesAhead(
        from connector: ConnectorID,
        areDeletions: Bool,
        after anchor: String?,
        limit: Int
    ) async throws -> ImagesAhead {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            return try OutboxRows(database: database).imagesAhead(
                from: connector,
                areDeletions: areDeletions,
                after: anchor,
                limit: limit,
                bytes: Self.bytesAhead
            )
        }
    }

    /// Writes down what waits behind a source anchor, ascending by it, and gives it back; nothing at the end.
    public func take(
        from connector: ConnectorID,
        areDeletions: Bool,
        after anchor: String?,
        limit: Int,
        named name: EntryUUID,
        as state: OutgoingChange.State,
        with images: ImagesAhead
    ) async throws -> [OutgoingChange] {
        try await pool.write { [table] database in
            try AttributeRows.learn(table, database)
            let outbox = OutboxRows(database: database)
            let first = try outbox.take(
                from: connector,
                areDeletions: areDeletions,
                after: anchor,
                limit: limit,
                named: name,
                as: state
            )
            return try outbox.changes(from: first, to: connector, in: state, with: images, table)
        }
    }

    /// Writes down that these changes leave now.
    public func markSent(_ changes: [OutgoingChange]) async throws {
        try await pool.write { database in
            let statement = try database.cachedStatement(sql: "UPDATE outbox SET state = ? WHERE sequence = ?")
            for change in changes {
                try statement.execute(arguments: [OutgoingChange.State.sent.rawValue, change.sequence])
            }
        }
    }

    /// Writes down what became of changes, and with it, in one transaction, what the target has accepted.
    public func settle(_ outcomes: [OutgoingChange.Outcome]) async throws {
        try await pool.write { [table] database in
            try AttributeRows.learn(table, database)
            let outbox = OutboxRows(database: database)
            var accepted: [ClosedRange<Int64>] = []
            for outcome in outcomes {
                let sequence = outcome.sequence
                switch outcome.result {
                case .rejected(let code, let message)?:
                    try outbox.reject(sequence, code: code, message: message)
                case .accepted?:
                    if let last = accepted.last, last.upperBound + 1 == sequence {
                        accepted[accepted.count - 1] = last.lowerBound...sequence
                    } else {
                        accepted.append(sequence...sequence)
                    }
                case nil: try outbox.forget(sequence)
                }
            }
            for stretch in accepted { try PendingRows.accept(stretch, database, table) }
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
            return try OutboxRows(database: database).changes(to: connector, in: .unknown, table)
        }
    }

    /// Forgets changes to a connector that have not left, and those that the target has rejected.
    public func clear(of connector: ConnectorID) async throws {
        let states: [OutgoingChange.State] = [.pending, .rejected]
        try await pool.write { database in
            let outbox = OutboxRows(database: database)
            for state in states {
                let sequences = try Int64.fetchAll(
                    database,
                    sql: "SELECT sequence FROM outbox WHERE connector = ? AND state = ?",
                    arguments: [connector.text, state.rawValue]
                )
                for sequence in sequences { try outbox.forget(sequence) }
            }
        }
    }

    /// How many changes to a connector there are in each state.
    public func counts(of connector: ConnectorID) async throws -> [OutgoingChange.State: Int] {
        try await pool.read { database in
            let sql = "SELECT state, count(*) AS number FROM outbox WHERE connector = ? GROUP BY state"
            return try Row.fetchAll(database, sql: sql, arguments: [connector.text]).reduce(into: [:]) { counts, row in
                guard let state = OutgoingChange.State(rawValue: row["state"]) else { throw OutboxRows.damaged }
                counts[state] = row["number"]
            }
        }
    }
}
