import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// What waits to be exported, as somebody reviews it, a page at a time: images are held for one page alone.
///
/// What is held of everything is which objects wait, in the order in which they are told, and where values are told as well,
/// the names that references lead to.
public struct PendingPages {
    /// One object that waits.
    private struct Entry {
        let anchor: String
        let rank: Int
        let isMoved: Bool
        let isUpdate: Bool
    }

    /// How many objects a page has.
    private let size: Int

    /// How many changes wait.
    public var count: Int { order.count }
    /// Whether staging mode holds them back.
    public let isStaging: Bool
    /// What a person should know before believing this.
    public let notes: [String]

    private let workspace: Workspace
    let rules: ObjectRules
    private let references: ReferenceNames
    /// Who is meant by each name of an object in the tenant.
    private let labels: [String: String]
    private let detail: Bool
    /// Those first that must not be missed: deletions, then what concerns signing in, updates, additions.
    private let order: [Entry]

    /// Looks at a workspace; `detail` says by which rule each value of an addition comes as well, which takes longer.
    ///
    /// A few changes stand in the order of names, unless `hidesNames` says that nobody is to know it.
    public static func read(
        _ workspace: Workspace,
        detail: Bool = false,
        hidesNames: Bool = false
    ) async throws -> PendingPages {
        try await read(workspace, detail: detail, hidesNames: hidesNames, size: 500)
    }

    static func read(
        _ workspace: Workspace,
        detail: Bool,
        hidesNames: Bool = false,
        size: Int
    ) async throws -> PendingPages {
        // The store first: rules that are compiled may bring attribute names, and the store's own have numbers already.
        try await workspace.store.learnNames()
        let anchors = try await PendingAnchors.all(workspace.store)
        let kinds = Set(try await workspace.store.pendingCounts(of: .tenant).map(\.operation))
        // Additions alone are of one rank, and none is one half of an object that moves.
        let isSorted = !hidesNames && anchors.count <= PendingReview.sortable
        let order =
            kinds.isSubset(of: [.add]) && !isSorted
            ? anchors.map { Entry(anchor: $0, rank: PendingReview.rank("add", false), isMoved: false, isUpdate: false) }
            : try await order(anchors, workspace, isSorted: isSorted, size: size)
        let rules = try await ObjectRules.read(workspace)
        // An addition whose values are not told needs no names.
        let needsNames = detail || order.contains(where: \.isUpdate)
        let names = needsNames ? try await TenantNames.read(workspace) : TenantNames()
        return PendingPages(
            size: size,
            isStaging: workspace.configuration.isStaging,
            notes: rules.notes,
            workspace: workspace,
            rules: rules,
            references: needsNames ? try await ReferenceNames.read(workspace, names) : ReferenceNames(),
            labels: names.labels,
            detail: detail,
            order: order
        )
    }

    /// How many of the changes that wait decide who signs in, and how.
    static func signInCount(_ anchors: [String], _ workspace: Workspace, size: Int = 500) async throws -> Int {
        try await workspace.store.learnNames()
        let signIn = PendingReview.rank("update", true)
        return try await order(anchors, workspace, isSorted: false, size: size).count {
            $0.isMoved || $0.rank == signIn
        }
    }

    private static func order(
        _ anchors: [String],
        _ workspace: Workspace,
        isSorted: Bool,
        size: Int
    ) async throws -> [Entry] {
        var found: [(anchor: String, rank: Int, object: MetaverseID, isUpdate: Bool, name: String)] = []
        let table = workspace.store.table
        found.reserveCapacity(anchors.count)
        var going: Set<MetaverseID> = []
        var coming: Set<MetaverseID> = []
        for start in stride(from: 0, to: anchors.count, by: size) {
            let page = Array(anchors[start..<min(start + size, anchors.count)])
            for change in try await changes(page, workspace).pending {
                let affectsSignIn =
                    change.operation == .update
                    && change.changed(in: table).contains(where: PendingReview.isSignIn)
                found.append(
                    (
                        change.anchor, PendingReview.rank(change.operation.rawValue, affectsSignIn),
                        change.image.metaverse, change.operation == .update,
                        isSorted ? ObjectSpaces.label(change.image.entry, table).lowercased() : ""
                    )
                )
                switch change.operation {
                case .add: coming.insert(change.image.metaverse)
                case .delete: going.insert(change.image.metaverse)
                case .update: break
                }
            }
        }
        // An object whose source anchor changes goes and comes: both concern who signs in.
        let moved = going.intersection(coming)
        let deletion = PendingReview.rank("delete", false)
        let entries = found.map { one in
            let isMoved = moved.contains(one.object)
            let entry = Entry(
                anchor: one.anchor,
                rank: isMoved && one.rank != deletion ? PendingReview.rank("add", true) : one.rank,
                isMoved: isMoved,
                isUpdate: one.isUpdate
            )
            return (entry: entry, name: one.name)
        }
        return entries.enumerated().sorted {
            ($0.element.entry.rank, $0.element.name, $0.offset) < ($1.element.entry.rank, $1.element.name, $1.offset)
        }.map(\.element.entry)
    }

    private static func changes(
        _ anchors: [String],
        _ workspace: Workspace
    ) async throws -> (desired: [ExportImage], exported: [ExportImage], pending: [PendingExport]) {
        let (desired, exported) = try await workspace.store.images(of: .tenant, anchors: anchors)
        let pending = PendingExports.compute(desired: desired, exported: exported, table: workspace.store.table)
        return (desired, exported, pending)
    }

    /// Gives one page after the other; what has been exported since the order was made is left out.
    public func each(_ body: (PendingReview) async throws -> Void) async throws {
        for start in stride(from: 0, to: order.count, by: size) {
            try Task.checkCancellation()
            try await body(try await page(order[start..<min(start + size, order.count)]))
        }
        if order.isEmpty { try await body(PendingReview(isStaging: isStaging, notes: notes)) }
    }

    private func page(_ entries: ArraySlice<Entry>) async throws -> PendingReview {
        let (desired, exported, pending) = try await Self.changes(entries.map(\.anchor), workspace)
        let spaces = try await spaces(desired, exported, pending)
        let attribution = PendingAttribution(spaces: spaces, rules: rules, detail: detail, names: references)
        let byAnchor = Dictionary(pending.map { ($0.anchor, $0) }) { first, _ in first }
        let ordered = entries.compactMap { entry in byAnchor[entry.anchor].map { ($0, entry.isMoved) } }
        return PendingReview.make(ordered, spaces, attribution, names: labels, notes: notes)
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
