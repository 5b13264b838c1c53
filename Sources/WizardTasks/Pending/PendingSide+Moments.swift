import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// What waited in a workspace at a moment.
extension PendingSide {
    /// How many objects are read at once.
    private static let pageSize = 500

    /// Reads all of it: what waited of objects that have been written since, and what has waited unchanged.
    static func read(endOf run: Int, in workspace: Workspace) async throws -> PendingSide {
        let (store, moments) = (workspace.store, PendingMoments(workspace: workspace))
        let (then, now) = (try await moments.moment(.run(run)), try await moments.moment(.now))
        var side = PendingSide(name: try await moments.name(.run(run)))
        (side.workspace, side.moment) = (workspace, then)
        let written = try await store.anchorsWritten(of: .tenant, between: then, and: now)
        for images in try await store.images(of: .tenant, anchors: written, at: [then]) {
            side.add(images, of: written, store.table)
        }
        let known = Set(written)
        let unchanged = try await PendingAnchors.all(store).filter { !known.contains($0) }
        for start in stride(from: 0, to: unchanged.count, by: pageSize) {
            try Task.checkCancellation()
            let page = Array(unchanged[start..<min(start + pageSize, unchanged.count)])
            for images in try await store.images(of: .tenant, anchors: page, at: [now]) {
                side.add(images, of: page, store.table)
            }
        }
        return side
    }

    /// Begins with nothing.
    init(name: String) { (self.name, changes) = (name, [:]) }

    /// Adds what waits of objects where their images are these.
    mutating func add(_ images: ImagesThen, of anchors: [String], _ table: AttributeTable) {
        let pending = PendingExports.compute(
            desired: anchors.compactMap { images.desired[$0] },
            exported: anchors.compactMap { images.exported[$0] },
            table: table
        )
        for change in pending {
            changes[change.anchor] = Change(change, before: images.exported[change.anchor], table)
        }
    }
}

extension PendingSide.Change {
    /// Describes a change; no rule is told.
    fileprivate init(_ pending: PendingExport, before: ExportImage?, _ table: AttributeTable) {
        let values = ValueChange.all(of: pending, before: before, table: table).map { value in
            (
                value.attribute.lowercased(),
                PendingSide.Value(attribute: value.attribute, added: value.added, removed: value.removed, rule: nil)
            )
        }
        self.init(
            operation: pending.operation.rawValue,
            objectClass: pending.objectClass.spelling,
            anchor: pending.anchor,
            label: ObjectSpaces.label(pending.image.entry, table),
            values: Dictionary(values) { first, _ in first }
        )
    }
}
