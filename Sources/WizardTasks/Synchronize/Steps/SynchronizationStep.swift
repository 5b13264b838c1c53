import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules

/// The synchronization of all connector spaces with the metaverse and with what the tenant should hold.
struct SynchronizationStep {
    /// The forests, in the order of their creation.
    let connectors: [SynchronizedConnector]
    let tenantRules: [SyncRule]

    /// Synchronizes and puts the result in place.
    func run(
        in workspace: Workspace,
        _ result: inout SynchronizationReport,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws {
        let outcome = try await full(workspace, report)
        for connector in connectors.map(\.identity) + [.tenant] {
            try await workspace.store.fulfil(.fullSynchronization, of: connector)
        }
        result.errors += outcome.errors
        if !result.errors.isEmpty { result.outcome = "completed-sync-errors" }
        result.synchronization = .init(
            metaverse: outcome.metaverse,
            projected: outcome.projected,
            joined: outcome.joined,
            disconnectors: outcome.disconnected
        )
    }

    /// Runs every object through the rules.
    private func full(
        _ workspace: Workspace,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> SynchronizationCounts {
        let tenant = SynchronizedConnector(
            identity: .tenant,
            kind: .tenant,
            schema: nil,
            parameters: RuleParameters(values: ["Connector.ID": "{\(ConnectorID.tenant.text)}"]),
            rules: tenantRules
        )
        let now = FileTime(unixSeconds: Int64(workspace.surroundings.now().timeIntervalSince1970))
        let run = FullSynchronization(connectors: connectors + [tenant], table: workspace.store.table, clock: now)
        return try await workspace.store.synchronize { transaction in
            try run.run(in: transaction) { event in
                if case .synchronized(let count, let total) = event { report(.synchronized(objects: count, of: total)) }
            }
        }
    }
}
