import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// Makes pages of a review: reads what a workspace holds of the objects of a page, and finds out who causes each change.
///
/// Several of them work side by side, each with a tracer of its own.
actor PendingPageMaker {
    private let workspace: Workspace
    private let rules: ObjectRules
    private let references: ReferenceNames
    private let labels: [String: String]
    private let detail: Bool

    init(
        _ basis: ObjectRules.Basis,
        references: ReferenceNames,
        labels: [String: String],
        detail: Bool
    ) throws {
        workspace = basis.workspace
        rules = try basis.rules()
        self.references = references
        self.labels = labels
        self.detail = detail
    }

    /// What waits of these objects, with the images that it is made of.
    static func changes(
        _ anchors: [String],
        _ workspace: Workspace
    ) async throws -> (desired: [ExportImage], exported: [ExportImage], pending: [PendingExport]) {
        let (desired, exported) = try await workspace.store.images(of: .tenant, anchors: anchors)
        let pending = PendingExports.compute(desired: desired, exported: exported, table: workspace.store.table)
        return (desired, exported, pending)
    }

    /// Makes a page; whoever makes pages makes one at a time.
    func page(_ entries: [PendingPages.Entry]) async throws -> PendingReview {
        try Task.checkCancellation()
        let (desired, exported, pending) = try await Self.changes(entries.map(\.anchor), workspace)
        let spaces = try await spaces(desired, exported, pending)
        let attribution = PendingAttribution(spaces: spaces, rules: rules, detail: detail, names: references)
        let byAnchor = Dictionary(pending.map { ($0.anchor, $0) }) { first, _ in first }
        let ordered = entries.compactMap { entry in byAnchor[entry.anchor].map { ($0, entry.isMoved) } }
        return PendingReview.make(ordered, spaces, attribution, names: labels, notes: rules.notes)
    }

    /// What the workspace holds of the objects of a page.
    private func spaces(
        _ desired: [ExportImage],
        _ exported: [ExportImage],
        _ pending: [PendingExport]
    ) async throws -> ObjectSpaces {
        let store = workspace.store
        var members: [ConnectorID: [ConnectorSpaceObject]] = [:]
        func add(_ object: ConnectorSpaceObject) { members[object.identity.connector, default: []].append(object) }
        let identifiers = Set((desired + exported).map(\.metaverse)).sorted()
        let (metaverse, linked) = try await store.objects(behind: identifiers)
        for object in linked { add(object) }
        // An object that no rule links any more is told by its source anchor.
        for change in pending where change.operation == .delete {
            guard let guid = AnchorReading.all(of: change.anchor).first?.guid else { continue }
            for object in try await store.connectorObjects(anchor: guid.bytes) where object.link == nil { add(object) }
        }
        return ObjectSpaces(
            workspace: workspace,
            spaces: workspace.configuration.forests.map { ($0.connector, members[$0.connector] ?? []) },
            returned: members[.tenant] ?? [],
            metaverse: metaverse,
            desired: desired,
            exported: exported
        )
    }
}
