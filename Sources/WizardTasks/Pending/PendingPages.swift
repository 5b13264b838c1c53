import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// What waits to be exported, as somebody reviews it, a page at a time: images are held for a few pages alone.
///
/// What is held of everything is which objects wait, in the order in which they are told, and where values are told as well,
/// the names that references lead to.
public struct PendingPages {
    /// One object that waits.
    struct Entry: Sendable {
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
            rules: rules,
            references: needsNames
                ? try await ReferenceNames.read(workspace, names, rules.tracer) : ReferenceNames(),
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
            for change in try await PendingPageMaker.changes(page, workspace).pending {
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

    /// Gives one page after the other, several of which are made side by side; what has been exported since the order was
    /// made is left out.
    public func each(_ body: (PendingReview) async throws -> Void) async throws {
        guard !order.isEmpty else { return try await body(PendingReview(isStaging: isStaging, notes: notes)) }
        let pages = stride(from: 0, to: order.count, by: size).map { Array(order[$0..<min($0 + size, order.count)]) }
        let cores = Cores.ofMachine.count
        // One more than there are cores: while one page is told, the others are made.
        let most = min(pages.count, cores == 1 ? 1 : cores + 1)
        let (basis, references, labels, detail) = (rules.basis, references, labels, detail)
        let makers = try (0..<most).map { _ in
            try PendingPageMaker(basis, references: references, labels: labels, detail: detail)
        }
        try await OrderedParts.each(
            pages,
            atOnce: most,
            make: { number, page in try await makers[number % most].page(page) },
            take: body
        )
    }
}
