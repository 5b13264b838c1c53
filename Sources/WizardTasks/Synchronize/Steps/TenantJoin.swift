import Directory
import SQLiteStore
import SyncRules

/// Joins what the tenant had already to what rules have made, by the source anchor.
struct TenantJoin {
    /// The rules of the tenant.
    let rules: [SyncRule]

    /// Joins, and gives back how many objects were joined.
    func run(in workspace: Workspace) async throws -> Int {
        try await workspace.store.joinDisconnectors(of: .tenant, flowing: flowing)
    }

    /// What rules write more than once, by the class in the tenant.
    private var flowing: [AttributeName: Set<AttributeName>] {
        rules.filter { $0.direction == .outbound }.reduce(into: [:]) { flowing, rule in
            flowing[rule.targetClass, default: []].formUnion(rule.flows.filter { !$0.isOnce }.map(\.destination))
        }
    }
}
