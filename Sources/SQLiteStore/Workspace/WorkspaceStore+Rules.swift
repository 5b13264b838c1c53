import Foundation
import GRDB
import SyncEngine
public import SyncRules

extension WorkspaceStore: RuleStore {
    /// The rules of the last generation; none before the first.
    public func generatedRules() async throws -> GeneratedRules { try await printedRules().rules }

    /// The rules of the last generation with a fingerprint of the bytes that they are stored as; nothing before the first.
    ///
    /// Both are of one moment: somebody else may put another generation in place between two reads.
    public func printedRules() async throws -> (rules: GeneratedRules, print: UInt64?) {
        try await pool.read { [digest] database in
            guard
                let data = try Data.fetchOne(database, sql: "SELECT rules FROM generation ORDER BY number DESC LIMIT 1")
            else { return (.none, nil) }
            return (try StoredValue.json(GeneratedRules.self, data), digest.digest(Array(data)))
        }
    }

    static func insert(_ rules: GeneratedRules, made: String, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO generation (made, rules) VALUES (?, ?)",
            arguments: [made, try StoredValue.data(rules)]
        )
    }
}
