import SQLiteStore
public import SyncEngine
import SyncRules

/// What waits to be exported, as the last synchronization left it.
public struct PendingView: Sendable {
    private let workspace: Workspace

    /// Looks at a workspace.
    public init(_ workspace: Workspace) { self.workspace = workspace }

    /// The changes, additions and updates first, each ascending by anchor.
    public func list() async throws -> [PendingExport] {
        PendingExports.compute(
            desired: try await workspace.store.desiredImages(of: .tenant),
            exported: try await workspace.store.exportedImages(of: .tenant),
            table: workspace.store.table
        )
    }
}
