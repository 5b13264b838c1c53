import Foundation
import GRDB
import SyncEngine
public import SyncRules

extension WorkspaceStore: RuleStore {
    /// The rules of the last generation; none before the first.
    public func generatedRules() async throws -> GeneratedRules {
        try await pool.read { database in
            guard
                let data = try Data.fetchOne(database, sql: "SELECT rules FROM generation ORDER BY number DESC LIMIT 1")
            else { return .none }
            return try StoredValue.json(GeneratedRules.self, data)
        }
    }

    /// The fingerprint of the rules of the last generation, as they are stored; nothing before the first.
    public func generatedRulesPrint() async throws -> UInt64? {
        try await pool.read { [digest] database in
            try Row.fetchOne(database, sql: "SELECT rules FROM generation ORDER BY number DESC LIMIT 1").map { row in
                try row.withUnsafeData(atIndex: 0) { digest.digest(Array($0 ?? Data())) }
            }
        }
    }

    static func insert(_ rules: GeneratedRules, made: String, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO generation (made, rules) VALUES (?, ?)",
            arguments: [made, try StoredValue.data(rules)]
        )
    }
}
