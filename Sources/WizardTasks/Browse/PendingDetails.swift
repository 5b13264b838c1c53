import Directory
import SQLiteStore
public import SyncEngine
import SyncRules

/// What some pending exports change, read for these objects alone.
public struct PendingDetails: Sendable {
    private let workspace: Workspace

    /// Looks at a workspace.
    public init(_ workspace: Workspace) { self.workspace = workspace }

    /// The changes of these objects, in the order of the keys; one that is no longer pending is left out.
    public func read(_ keys: [PendingKey], hiding sensitive: SensitiveAttributes) async throws -> [PendingView.Change] {
        let (desired, exported) = try await workspace.store.images(of: .tenant, anchors: keys.map(\.anchor))
        let table = workspace.store.table
        let before = Dictionary(exported.map { ($0.anchor, $0) }) { first, _ in first }
        let pending = PendingExports.compute(desired: desired, exported: exported, table: table)
        let changes = Dictionary(pending.map { ($0.anchor, $0) }) { first, _ in first }
        return keys.compactMap { key in
            changes[key.anchor].map { change in
                PendingView.Change(
                    operation: change.operation.rawValue,
                    objectClass: change.objectClass.spelling,
                    anchor: change.anchor,
                    label: key.label,
                    attributes: change.changed.map(\.spelling),
                    values: ValueChange.all(
                        of: change,
                        before: before[change.anchor],
                        table: table,
                        hiding: sensitive
                    )
                )
            }
        }
    }
}
