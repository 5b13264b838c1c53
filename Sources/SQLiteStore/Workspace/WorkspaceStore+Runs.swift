import Foundation
import GRDB
public import SyncEngine
public import SyncRules

extension WorkspaceStore {
    /// The runs that changes have made necessary and that have not been done yet.
    public func requirements() async throws -> [RunRequirement] {
        try await pool.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM requirement ORDER BY connector, kind").map { row in
                guard let kind = try RunRequirement.Kind(rawValue: row.value("kind")) else {
                    throw StoreError(.damaged, "The store asks for a run of a kind that is unknown.")
                }
                return try RunRequirement(
                    connector: ConnectorID(row.value("connector")),
                    kind: kind,
                    reason: row.value("reason")
                )
            }
        }
    }

    /// Writes down that a necessary run has succeeded; what was asked for since with another reason stays.
    public func fulfil(_ kind: RunRequirement.Kind, of connector: ConnectorID) async throws {
        try await pool.write { database in
            try database.execute(
                sql: "DELETE FROM requirement WHERE connector = ? AND kind = ?",
                arguments: [connector.text, kind.rawValue]
            )
        }
    }

    /// Asks for runs, whatever has been run before.
    public func require(_ requirements: [RunRequirement]) async throws {
        try await pool.write { database in
            for requirement in requirements { try Self.insert(requirement, database) }
        }
    }

    /// How many objects the connector spaces hold.
    public func connectorObjectCount() async throws -> Int {
        try await pool.read { try SpaceRows.count($0) }
    }

    static func insert(_ requirement: RunRequirement, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO requirement (connector, kind, reason) VALUES (?, ?, ?) "
                + "ON CONFLICT (connector, kind) DO UPDATE SET reason = excluded.reason",
            arguments: [requirement.connector.text, requirement.kind.rawValue, requirement.reason]
        )
    }
}
