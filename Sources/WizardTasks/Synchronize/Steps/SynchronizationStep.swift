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
        _ report: @Sendable (TaskEvent) -> Void
    ) async throws {
        let outcome = try await full(workspace, report)
        for connector in connectors.map(\.identity) + [.tenant] {
            try await workspace.store.fulfil(.fullSynchronization, of: connector)
        }
        result.errors += outcome.errors
        if !result.errors.isEmpty { result.outcome = "completed-sync-errors" }
        result.synchronization = .init(
            metaverse: SynchronizationReport.count(outcome.metaverse.map(\.objectClass.spelling)),
            projected: outcome.projected,
            joined: outcome.joined,
            disconnectors: outcome.disconnected
        )
    }

    /// Runs every object through the rules.
    private func full(
        _ workspace: Workspace,
        _ report: @Sendable (TaskEvent) -> Void
    ) async throws -> SynchronizationResult {
        let tenant = SynchronizedConnector(
            identity: .tenant,
            kind: .tenant,
            schema: nil,
            parameters: RuleParameters(values: ["Connector.ID": "{\(ConnectorID.tenant.text)}"]),
            rules: tenantRules
        )
        let now = FileTime(unixSeconds: Int64(workspace.surroundings.now().timeIntervalSince1970))
        let run = FullSynchronization(connectors: connectors + [tenant], table: workspace.store.table, clock: now)
        var spaces: [ConnectorID: [ConnectorSpaceObject]] = [:]
        for connector in connectors {
            spaces[connector.identity] = try await workspace.store.connectorSpace(of: connector.identity)
        }
        let outcome = try run.run(
            spaces: spaces,
            metaverse: try await workspace.store.metaverse(),
            images: try await workspace.store.desiredImages(of: .tenant)
        ) { event in
            if case .synchronized(let count, let total) = event { report(.synchronized(objects: count, of: total)) }
        }
        try await workspace.store.replaceMetaverse(with: outcome)
        return outcome
    }
}
