import CloudTenant
import Connectors
import Directory
import SQLiteStore
import SyncEngine

/// What the tenant says, or would say, of the change that waits for it.
struct TenantForecast: Sendable {
    /// What it would do with the change that waits; nothing where none waits.
    let rehearsal: TenantRehearsal?

    /// How many other changes are tried before this one: those that have one of its names or addresses.
    private static let limit = 50

    /// Asks the tenant; nothing of what it says is kept.
    static func read(_ subject: ObjectSubject, _ spaces: ObjectSpaces) async throws -> TenantForecast {
        guard let pending = subject.pending(spaces.table) else { return TenantForecast(rehearsal: nil) }
        let workspace = spaces.workspace
        guard let tenant = workspace.tenantInFile else { return TenantForecast(rehearsal: nil) }
        let connector = TenantConnector(
            tenant: tenant,
            table: workspace.store.table,
            writer: workspace.writer
        )
        let others = pending.operation == .delete ? [] : rivals(of: pending, spaces)
        return TenantForecast(rehearsal: try await connector.rehearse(others + [pending], with: tenant).last)
    }

    /// The changes that wait as well, come before this one and have one of its names or addresses.
    private static func rivals(of change: PendingExport, _ spaces: ObjectSpaces) -> [PendingExport] {
        let table = spaces.table
        let claims = TenantClaims(table)
        let own = claims.names(of: change.image.entry)
        let all = PendingExports.compute(desired: spaces.desired, exported: spaces.exported, table: table)
        let before = all.prefix { $0.anchor != change.anchor || $0.operation == .delete }
        return Array(
            before.lazy.filter { $0.operation != .delete && !claims.names(of: $0.image.entry).isDisjoint(with: own) }
                .prefix(limit)
        )
    }
}
