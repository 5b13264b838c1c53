import Directory
import SQLiteStore
public import SyncEngine
import SyncRules

/// What some pending exports change, read for these objects alone.
public struct PendingDetails: Sendable {
    private let workspace: Workspace

    /// Looks at a workspace.
    public init(_ workspace: Workspace) { self.workspace = workspace }

    /// The changes of these objects, in the order of the places; one that is no longer pending is left out.
    public func read(
        _ places: [PendingPlace],
        hiding sensitive: SensitiveAttributes
    ) async throws -> [PendingView.Change] {
        let (desired, exported) = try await workspace.store.images(of: .tenant, anchors: places.map(\.anchor))
        let table = workspace.store.table
        let before = Dictionary(exported.map { ($0.anchor, $0) }) { first, _ in first }
        let pending = PendingExports.compute(desired: desired, exported: exported, table: table)
        let changes = Dictionary(pending.map { ($0.anchor, $0) }) { first, _ in first }
        let label = ObjectLabel(table)
        return places.compactMap { place in
            changes[place.anchor].map { change in
                PendingView.Change(
                    operation: change.operation.rawValue,
                    objectClass: change.objectClass.spelling,
                    anchor: change.anchor,
                    label: label.text(of: change.image.entry),
                    attributes: change.changed(in: table).map(\.spelling),
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
