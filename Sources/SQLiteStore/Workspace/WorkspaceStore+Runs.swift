import Foundation
import GRDB
public import SyncEngine
public import SyncRules

extension WorkspaceStore {
    /// The runs that changes have made necessary and that have not been done yet.
    public func requirements() async throws -> [RunRequirement] {
        try await pool.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM requirement ORDER BY connector, kind").map { row in
                guard let kind = RunRequirement.Kind(rawValue: row["kind"]) else {
                    throw StoreError(.damaged, "The store asks for a run of a kind that is unknown.")
                }
                return RunRequirement(connector: ConnectorID(row["connector"]), kind: kind, reason: row["reason"])
            }
        }
    }

    /// Writes down that a necessary run has succeeded.
    public func fulfil(_ kind: RunRequirement.Kind, of connector: ConnectorID) async throws {
        try await pool.write { database in
            try database.execute(
                sql: "DELETE FROM requirement WHERE connector = ? AND kind = ?",
                arguments: [connector.text, kind.rawValue]
            )
        }
    }

    /// Adds a run to the history and gives its number.
    public func record(
        began: String,
        ended: String,
        outcome: String,
        steps: [String],
        figures: RunFigures? = nil
    ) async throws -> Int {
        let counted = try figures.map { String(decoding: try StoredValue.data($0), as: UTF8.self) }
        let text = String(decoding: try StoredValue.data(steps), as: UTF8.self)
        return try await pool.write { database in
            try database.execute(
                sql: "INSERT INTO run (began, ended, outcome, steps, figures) VALUES (?, ?, ?, ?, ?)",
                arguments: [began, ended, outcome, text, counted]
            )
            return Int(database.lastInsertedRowID)
        }
    }

    /// The runs, newest first; those with a smaller number than one, where it is given.
    public func runs(before number: Int? = nil, limit: Int) async throws -> [RunRecord] {
        try await pool.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM run WHERE ? IS NULL OR number < ? ORDER BY number DESC LIMIT ?",
                arguments: [number, number, limit]
            )
            .map { row in
                RunRecord(
                    number: row["number"],
                    began: row["began"],
                    ended: row["ended"],
                    outcome: row["outcome"],
                    steps: try StoredValue.json([String].self, Data((row["steps"] as String).utf8)),
                    figures: try (row["figures"] as String?).map {
                        try StoredValue.json(RunFigures.self, Data($0.utf8))
                    }
                )
            }
        }
    }

    /// How many objects the connector spaces hold.
    public func connectorObjectCount() async throws -> Int {
        try await pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM space_object") ?? 0 }
    }

    static func insert(_ requirement: RunRequirement, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO requirement (connector, kind, reason) VALUES (?, ?, ?) "
                + "ON CONFLICT (connector, kind) DO UPDATE SET reason = excluded.reason",
            arguments: [requirement.connector.text, requirement.kind.rawValue, requirement.reason]
        )
    }
}
