import CloudTenant
import Directory

/// What the tenant holds, counted.
public struct TenantOverview: Sendable, Hashable, Codable {
    /// How many objects there are of each class.
    public let objects: [String: Int]

    /// Counts.
    public static func read(_ workspace: Workspace) async throws -> TenantOverview {
        let all = try await workspace.tenant.store.objects()
        return TenantOverview(objects: all.reduce(into: [:]) { $0[$1.objectClass.spelling, default: 0] += 1 })
    }
}
