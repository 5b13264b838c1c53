import GRDB
public import SyncRules

/// What waited to be exported when runs had ended, found by going back from now (decision record 36).
extension WorkspaceStore {
    /// The moment when a run had ended; an `UnknownMoment` where nobody can tell what waited then.
    public func moment(endOf run: Int, of connector: ConnectorID) async throws -> PendingMoment {
        try await pool.read { database in
            let row = try Row.fetchOne(
                database,
                sql: "SELECT undo, (SELECT count FROM run_waiting WHERE run = number AND connector = ?) FROM run "
                    + "WHERE number = ?",
                arguments: [connector.text, run]
            )
            guard let row else { throw UnknownMoment.noRun }
            guard let position = try row.value(0) as Int64? else { throw UnknownMoment.neverKnown }
            let moment = PendingMoment(count: try (row.value(1) as Int?) ?? 0, position: position)
            try Self.check(moment, database)
            return moment
        }
    }

    /// This moment.
    public func momentNow(of connector: ConnectorID) async throws -> PendingMoment {
        try await pool.read { database in
            let count = try Int.fetchOne(
                database,
                sql: "SELECT coalesce(sum(count), 0) FROM pending_count WHERE connector = ?",
                arguments: [connector.text]
            )
            return PendingMoment(count: count ?? 0, position: try UndoParts(database: database).position())
        }
    }

    /// The source anchors whose images have been written between two moments, ascending; whatever waited for others is the
    /// same at both.
    public func anchorsWritten(
        of connector: ConnectorID,
        between one: PendingMoment,
        and other: PendingMoment
    ) async throws -> [String] {
        try await pool.read { database in
            try Self.check(one, database)
            try Self.check(other, database)
            let (first, last) = (min(one.position, other.position), max(one.position, other.position))
            var between: Set<String> = []
            var later: Set<String> = []
            // Where there was nothing at all, whatever there is came later, whoever wrote it.
            var isFromBeginning = false
            try UndoParts(database: database).each(of: connector.text, after: first) { number, bytes in
                func note(_ anchor: String) -> Bool {
                    if number <= last { between.insert(anchor) } else { later.insert(anchor) }
                    return false
                }
                var reader = UndoReader(bytes)
                // A beginning is all that is not passed over.
                while try reader.next(where: note) != nil {
                    if number <= last { isFromBeginning = true }
                }
            }
            guard isFromBeginning else { return between.sorted() }
            let known = try String.fetchSet(
                database,
                sql: "SELECT anchor FROM image WHERE connector = ?",
                arguments: [connector.text]
            )
            return between.union(later).union(known).sorted()
        }
    }

    /// The images of these source anchors at each of some moments; all of them are held at once.
    public func images(
        of connector: ConnectorID,
        anchors: [String],
        at moments: [PendingMoment]
    ) async throws -> [ImagesThen] {
        try await pool.read { [table] database in
            try AttributeRows.learn(table, database)
            for moment in moments { try Self.check(moment, database) }
            var past = try PastImages(of: connector, Set(anchors), database)
            var found: [Int: ImagesThen] = [:]
            // The latest first, as the notes come.
            var rest = moments.indices.sorted { moments[$0].position > moments[$1].position }
            func take(whoseLast number: Int64) {
                while let next = rest.first, moments[next].position >= number {
                    found[next] = ImagesThen(desired: past.wanted, exported: past.accepted)
                    rest.removeFirst()
                }
            }
            let end = moments.map(\.position).min() ?? 0
            try UndoParts(database: database).each(of: connector.text, after: end) { number, bytes in
                take(whoseLast: number)
                try past.undo(bytes)
            }
            take(whoseLast: 0)
            return moments.indices.compactMap { found[$0] }
        }
    }

    /// Notes where a run has ended, and how much waits then.
    static func noteMoment(endOf run: Int, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE run SET undo = ? WHERE number = ?",
            arguments: [try UndoParts(database: database).position(), run]
        )
        try database.execute(
            sql: "INSERT INTO run_waiting (run, connector, count) "
                + "SELECT ?, connector, sum(count) FROM pending_count GROUP BY connector",
            arguments: [run]
        )
    }

    /// Refuses a moment that notes do not lead back to.
    private static func check(_ moment: PendingMoment, _ database: Database) throws {
        let floor = try UndoParts(database: database).floor()
        guard moment.position < floor else { return }
        let first = try Int.fetchOne(
            database,
            sql: "SELECT min(number) FROM run WHERE undo >= ?",
            arguments: [floor]
        )
        throw UnknownMoment.forgotten(first: first)
    }
}
