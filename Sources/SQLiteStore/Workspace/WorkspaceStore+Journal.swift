import Foundation
import GRDB
public import Plans
import SyncRules

extension WorkspaceStore: PlanJournal {
    /// Writes down that a plan is about to be applied.
    public func begin(_ entry: PlanJournalEntry) async throws {
        let files = try StoredValue.data(entry.files)
        try await pool.write { database in
            try database.execute(
                sql: "INSERT INTO journal (identifier, kind, digest, began, files) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    entry.identifier, entry.kind, entry.digest.hex, entry.began, String(decoding: files, as: UTF8.self),
                ]
            )
        }
    }

    /// The applications that were begun and not ended, oldest first.
    public func unfinished() async throws -> [PlanJournalEntry] {
        try await pool.read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT * FROM journal WHERE outcome IS NULL ORDER BY rowid")
            return try rows.map { row in
                guard let digest = try Fingerprint(hex: row.value("digest")) else {
                    throw StoreError(.damaged, "The store's journal holds a digest that is none.")
                }
                return PlanJournalEntry(
                    identifier: try row.value("identifier"),
                    kind: try row.value("kind"),
                    digest: digest,
                    began: try row.value("began"),
                    files: try StoredValue.json([String].self, Data((row.value("files") as String).utf8))
                )
            }
        }
    }

    /// When a plan with that digest was applied, ISO 8601 in UTC; nothing where it was not.
    public func applied(_ digest: Fingerprint) async throws -> String? {
        try await pool.read { database in
            try String.fetchOne(
                database,
                sql: "SELECT began FROM journal WHERE digest = ? AND outcome = ?",
                arguments: [digest.hex, PlanOutcome.applied.rawValue]
            )
        }
    }

    /// How many plans of a kind were applied.
    public func appliedCount(of kind: String) async throws -> Int {
        try await pool.read { database in
            try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM journal WHERE kind = ? AND outcome = ?",
                arguments: [kind, PlanOutcome.applied.rawValue]
            ) ?? 0
        }
    }

    /// Ends an application.
    public func end(_ identifier: String, outcome: PlanOutcome) async throws {
        try await pool.write { try Self.end(identifier, outcome, $0) }
    }

    /// Puts everything that a plan changes in place and ends its journal entry: all of it or nothing.
    public func commit(_ commit: ConfigurationCommit) async throws {
        try await pool.write { [table] database in
            try AttributeRows.save(table, database)
            for (connector, version) in commit.schemas { try Self.insert(version, of: connector.text, database) }
            for note in commit.states { try Self.note(note, database) }
            if let rules = commit.rules { try Self.insert(rules, made: commit.date, database) }
            for requirement in commit.requirements { try Self.insert(requirement, database) }
            for file in commit.files {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO waiting_file (path, text) VALUES (?, ?)",
                    arguments: [file.path, file.text]
                )
            }
            try Self.end(commit.journal, .applied, database)
        }
    }

    /// The files whose new text is committed and may not stand in the workspace yet, by path.
    public func waitingFiles() async throws -> [WaitingFile] {
        try await pool.read { database in
            try Row.fetchAll(database, sql: "SELECT path, text FROM waiting_file ORDER BY path").map {
                try WaitingFile(path: $0.value("path"), text: $0.value("text"))
            }
        }
    }

    /// Forgets files that stand in the workspace now.
    public func settle(_ files: [WaitingFile]) async throws {
        try await pool.write { database in
            for file in files {
                try database.execute(
                    sql: "DELETE FROM waiting_file WHERE path = ? AND text = ?",
                    arguments: [file.path, file.text]
                )
            }
        }
    }

    static func end(_ identifier: String, _ outcome: PlanOutcome, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE journal SET outcome = ? WHERE identifier = ? AND outcome IS NULL",
            arguments: [outcome.rawValue, identifier]
        )
    }
}
