import GRDB
public import Plans

extension WorkspaceStore {
    /// Asks whoever holds the workspace to stop where that does no harm.
    public func askToStop(_ holder: TaskHolder, asked: String, author: String) async throws {
        try await pool.write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO stop_request (only, process, since, asked, author) VALUES (1, ?, ?, ?, ?)",
                arguments: [holder.processIdentifier, holder.since, asked, author]
            )
        }
    }

    /// Who has asked this holder to stop; a request that was meant for another one counts for nothing.
    public func stopRequest(for holder: TaskHolder) async throws -> String? {
        try await pool.read { database in
            try String.fetchOne(
                database,
                sql: "SELECT author FROM stop_request WHERE process = ? AND since = ?",
                arguments: [holder.processIdentifier, holder.since]
            )
        }
    }

    /// Forgets requests to stop, once somebody has.
    public func forgetStopRequests() async throws {
        try await pool.write { try $0.execute(sql: "DELETE FROM stop_request") }
    }
}
