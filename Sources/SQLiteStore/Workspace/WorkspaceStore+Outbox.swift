public import Directory
import GRDB
public import SyncEngine
public import SyncRules

extension WorkspaceStore: ExportOutbox {
    /// How many bytes of images are read ahead at most, besides the last of them.
    private static let bytesAhead = 64 << 20

    /// Reads what waits behind a source anchor, ascending by it, and its images.
    public func exportsAhead(
        from connector: ConnectorID,
        areDeletions: Bool,
        after anchor: String?,
        limit: Int,
        spare: SpareEntries = SpareEntries()
    ) async throws -> ExportsAhead {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            return try ImageReader(database: database).ahead(
                of: connector,
                areDeletions: areDeletions,
                after: anchor ?? "",
                limit: limit,
                bytes: Self.bytesAhead,
                spare: spare
            )
        }
    }

    /// Writes down that these changes leave now, and gives them back.
    public func take(_ places: Range<Int>, of ahead: ExportsAhead, named name: EntryUUID) async throws -> OutgoingPart {
        try await pool.write { [table] database in
            let first = try OutgoingParts(database: database).write(places, of: ahead, named: name)
            return try ImageReader(database: database).part(places, of: ahead, sequence: first, named: name, table)
        }
    }

    /// Writes down what the target said of a part, and with it, in one transaction, what it has accepted.
    public func settle(_ part: OutgoingPart, _ results: [ExportResult]) async throws {
        try await pool.write { [table, kept] database in
            let undo = try UndoNotes(database, keeping: kept)
            let parts = OutgoingParts(database: database)
            guard results.count == part.count, try parts.remove(part.sequence, named: part.name.description) else {
                // Of some nothing is known, or somebody was in doubt of all meanwhile: each stands by itself.
                try AttributeRows.learn(table, database)
                try parts.doubt()
                try Self.settle(
                    zip(part.changes, results).map { OutgoingChange.Outcome($0, $1) },
                    database,
                    table,
                    undo
                )
                return try undo.finish()
            }
            var accepted = 0..<0
            for (place, result) in results.enumerated() {
                switch result {
                case .accepted: accepted = (accepted.upperBound == place ? accepted.lowerBound : place)..<place + 1
                case .rejected(let code, let message):
                    try PendingRows.accept(accepted, of: part, database, table, undo)
                    accepted = place + 1..<place + 1
                    try parts.refuse(place, of: part, code: code, message: message)
                }
            }
            try PendingRows.accept(accepted, of: part, database, table, undo)
            try undo.finish()
        }
    }

    /// Writes down what became of changes that were in doubt, and with it, in one transaction, what the target has accepted.
    public func settle(_ outcomes: [OutgoingChange.Outcome]) async throws {
        try await pool.write { [table, kept] database in
            try AttributeRows.learn(table, database)
            let undo = try UndoNotes(database, keeping: kept)
            try Self.settle(outcomes, database, table, undo)
            try undo.finish()
        }
    }

    private static func settle(
        _ outcomes: [OutgoingChange.Outcome],
        _ database: Database,
        _ table: AttributeTable,
        _ undo: UndoNotes
    ) throws {
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
        for stretch in accepted { try PendingRows.accept(stretch, database, table, undo) }
    }

    /// The changes to a connector of which nobody knows what became of them; from now on they are `unknown`.
    public func unknown(of connector: ConnectorID) async throws -> [OutgoingChange] {
        try await pool.write { [table] database in
            try AttributeRows.learn(table, database)
            try OutboxRows.doubt(database)
            return try OutboxRows(database: database).changes(to: connector, in: .unknown, table.order)
        }
    }

    /// Forgets changes to a connector that the target has rejected, and those that an earlier version wrote down and did not
    /// send; what is done leaves the list.
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
            try PendingRows.forgetDone(database)
        }
    }

    /// How many changes to a connector there are in each state.
    public func counts(of connector: ConnectorID) async throws -> [OutgoingChange.State: Int] {
        try await pool.read { database in
            let sql = "SELECT state, count(*) AS number FROM outbox WHERE connector = ? GROUP BY state"
            var counts: [OutgoingChange.State: Int] = [:]
            for row in try Row.fetchAll(database, sql: sql, arguments: [connector.text]) {
                guard let state = try OutgoingChange.State(rawValue: row.value("state")) else {
                    throw OutboxRows.damaged
                }
                counts[state] = try row.value("number")
            }
            let leaving = try OutgoingParts(database: database).count(to: connector)
            if leaving > 0 { counts[.sent, default: 0] += leaving }
            return counts
        }
    }
}
