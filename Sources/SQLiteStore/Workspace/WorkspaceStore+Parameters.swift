import Foundation
import GRDB
public import SyncEngine
public import SyncRules

extension WorkspaceStore {
    /// Keeps what the parameters of a connector's rules stand for, now that everything of it has been imported.
    public func keep(_ parameters: RuleParameters, of connector: ConnectorID) async throws {
        let content = try StoredValue.data(parameters)
        try await pool.write { database in
            try database.execute(
                sql: "INSERT INTO forest_parameters (connector, content) VALUES (?, ?) "
                    + "ON CONFLICT (connector) DO UPDATE SET content = excluded.content",
                arguments: [connector.text, content]
            )
        }
    }

    /// What the parameters of a connector's rules stood for when everything of it was last imported; nothing where that has
    /// never been, or where no objects of it are held.
    public func lastParameters(of connector: ConnectorID) async throws -> RuleParameters? {
        guard try await objectCount(of: connector) > 0 else { return nil }
        let content = try await pool.read { database in
            try Data.fetchOne(
                database,
                sql: "SELECT content FROM forest_parameters WHERE connector = ?",
                arguments: [connector.text]
            )
        }
        return try content.map { try StoredValue.json(RuleParameters.self, $0) }
    }
}
