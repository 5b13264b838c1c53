import Foundation
import GRDB
public import SyncEngine
import SyncRules

extension WorkspaceStore {
    /// How many errors of single objects the history keeps of a run.
    public static let keptErrors = 1000

    /// Adds a run to the history and gives its number; the number that the record has does not matter.
    ///
    /// Where a number is given, the run of that number is written over. One that is in progress besides was cut off: whoever
    /// records a run holds the workspace.
    public func record(_ run: RunRecord, over old: Int? = nil) async throws -> Int {
        let text = String(decoding: try StoredValue.data(run.steps), as: UTF8.self)
        let figures = try run.figures.map { String(decoding: try StoredValue.data($0), as: UTF8.self) }
        return try await pool.write { database in
            if let old { try database.execute(sql: "DELETE FROM run WHERE number = ?", arguments: [old]) }
            try Self.endCutOff(database)
            try database.execute(
                sql: "INSERT INTO run (number, began, ended, outcome, steps, task, author, figures) "
                    + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [old, run.began, run.ended, run.outcome, text, run.task, run.author, figures]
            )
            let number = Int(database.lastInsertedRowID)
            if run.outcome == RunStatus.inProgress.rawValue {
                // It has not ended: should it never, nobody knows what waited then.
                try database.execute(sql: "UPDATE run SET undo = -1 WHERE number = ?", arguments: [number])
            } else {
                try Self.noteMoment(endOf: number, database)
            }
            for (place, step) in run.details.enumerated() { try Self.insert(step, number, place, database) }
            for (place, error) in run.errors.prefix(Self.keptErrors).enumerated() {
                try database.execute(
                    sql: "INSERT INTO run_error (run, place, code, connector, object, label, rule, message) "
                        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        number, place, error.code, error.connector.text, StoredValue.text(error.object),
                        error.label.map(StoredValue.text), error.rule, StoredValue.text(error.message),
                    ]
                )
            }
            for passed in run.overrides {
                try database.execute(
                    sql: "INSERT INTO run_override (run, kind, passes, reason, author) VALUES (?, ?, ?, ?, ?)",
                    arguments: [number, passed.kind.rawValue, passed.limit, passed.reason, passed.author]
                )
            }
            return number
        }
    }

    /// Says of runs that are in progress, and of their steps, that they were cut off.
    private static func endCutOff(_ database: Database) throws {
        for (table, column) in [("run_step", "status"), ("run", "outcome")] {
            try database.execute(
                sql: "UPDATE \(table) SET \(column) = ? WHERE \(column) = ?",
                arguments: [RunStatus.stoppedCutOff.rawValue, RunStatus.inProgress.rawValue]
            )
        }
    }

    /// The runs, newest first, without the errors of single objects; those before a number, where one is given.
    public func runs(before number: Int? = nil, limit: Int) async throws -> [RunRecord] {
        try await pool.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM run WHERE ? IS NULL OR number < ? ORDER BY number DESC LIMIT ?",
                arguments: [number, number, limit]
            ).map { try Self.run($0, database) }
        }
    }

    /// One run with everything that is known of it; nothing where there is none of that number.
    public func run(_ number: Int) async throws -> RunRecord? {
        try await pool.read { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT * FROM run WHERE number = ?", arguments: [number])
            else { return nil }
            var run = try Self.run(row, database)
            run.errors = try Row.fetchAll(
                database,
                sql: "SELECT * FROM run_error WHERE run = ? ORDER BY place",
                arguments: [number]
            ).map { row in
                ObjectError(
                    code: try row.value("code"),
                    connector: try ConnectorID(row.value("connector")),
                    object: try row.value("object"),
                    label: try row.value("label"),
                    rule: try row.value("rule"),
                    message: try row.value("message")
                )
            }
            return run
        }
    }

    /// Forgets the runs that ended before a moment, ISO 8601 in UTC, and all but the newest so many; gives how many went.
    ///
    /// The last run of each profile that went well stays: what the next run has to do follows from it. What waited at the
    /// ends of runs is forgotten with all that are beyond these bounds.
    public func prune(endedBefore moment: String?, keeping count: Int?) async throws -> Int {
        try await pool.write { database in
            let newest = try count.map { count in
                try Int.fetchOne(
                    database,
                    sql: "SELECT number FROM run ORDER BY number DESC LIMIT 1 OFFSET ?",
                    arguments: [max(0, count)]
                ) ?? 0
            }
            try UndoParts(database: database).prune(endedBefore: moment ?? "", through: newest ?? 0)
            try database.execute(
                sql: "DELETE FROM run WHERE (ended < ? OR number <= ?) AND number NOT IN "
                    + "(SELECT max(run) FROM run_step WHERE \(Self.cameToItsEnd) GROUP BY profile)",
                arguments: [moment ?? "", newest ?? 0]
            )
            return database.changesCount
        }
    }

    /// What `RunStatus.isStopped` says of a step, the other way round.
    private static let cameToItsEnd =
        "status NOT LIKE 'stopped-%' AND status NOT LIKE 'no-start-%' AND status NOT IN ('failed-search', 'in-progress')"

    /// When a step of one of these profiles last came to its end, ISO 8601 in UTC; nothing where none has.
    public func lastEnd(of profiles: [RunProfile]) async throws -> String? {
        try await pool.read { database in
            let marks = profiles.map { _ in "?" }.joined(separator: ", ")
            return try String.fetchOne(
                database,
                sql: "SELECT max(ended) FROM run_step WHERE \(Self.cameToItsEnd) AND profile IN (\(marks))",
                arguments: StatementArguments(profiles.map(\.rawValue))
            )
        }
    }

    private static func insert(_ step: RunStep, _ run: Int, _ place: Int, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO run_step (run, place, connector, partition, profile, began, ended, status, remarks) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                run, place, step.connector?.text, step.partition, step.profile.rawValue, step.began, step.ended,
                step.status.rawValue, String(decoding: try StoredValue.data(step.remarks), as: UTF8.self),
            ]
        )
        for (counter, value) in step.counts {
            try database.execute(
                sql: "INSERT INTO run_counter (run, place, counter, value) VALUES (?, ?, ?, ?)",
                arguments: [run, place, counter.rawValue, value]
            )
        }
    }

    private static func run(_ row: Row, _ database: Database) throws -> RunRecord {
        let number: Int = try row.value("number")
        var run = RunRecord(
            number: number,
            began: try row.value("began"),
            ended: try row.value("ended"),
            outcome: try row.value("outcome"),
            steps: try StoredValue.json([String].self, Data((row.value("steps") as String).utf8)),
            figures: try (row.value("figures") as String?).map { try StoredValue.json(RunFigures.self, Data($0.utf8)) }
        )
        run.task = try row.value("task")
        run.author = try row.value("author")
        var counters: [Int: [RunCounter: Int]] = [:]
        let counts = try Row.fetchAll(database, sql: "SELECT * FROM run_counter WHERE run = ?", arguments: [number])
        for count in counts {
            let counter = RunCounter(rawValue: try count.value("counter"))
            let place: Int = try count.value("place")
            counters[place, default: [:]][counter] = try count.value("value")
        }
        let steps = try Row.fetchAll(
            database,
            sql: "SELECT * FROM run_step WHERE run = ? ORDER BY place",
            arguments: [number]
        )
        run.details = try steps.map { row in
            guard let profile = try RunProfile(rawValue: row.value("profile")) else {
                throw StoreError(.damaged, "The history holds a step of a kind that is unknown.")
            }
            return RunStep(
                connector: try (row.value("connector") as String?).map { ConnectorID($0) },
                partition: try row.value("partition"),
                profile: profile,
                began: try row.value("began"),
                ended: try row.value("ended"),
                status: try RunStatus(rawValue: row.value("status")),
                counters: try counters[row.value("place")] ?? [:],
                remarks: try StoredValue.json([String].self, Data((row.value("remarks") as String).utf8))
            )
        }
        let passed = try Row.fetchAll(
            database,
            sql: "SELECT * FROM run_override WHERE run = ? ORDER BY kind",
            arguments: [number]
        )
        run.overrides = try passed.map { row in
            guard let kind = try GuardOverride.Kind(rawValue: row.value("kind")) else {
                throw StoreError(.damaged, "The history holds something that passed a guard that is unknown.")
            }
            return GuardOverride(
                kind: kind,
                limit: try row.value("passes"),
                reason: try row.value("reason"),
                author: try row.value("author")
            )
        }
        return run
    }
}
