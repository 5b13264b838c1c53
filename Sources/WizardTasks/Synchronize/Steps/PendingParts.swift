import SQLiteStore
import SyncEngine
import SyncRules

/// What waits to be exported, a part at a time: additions and updates first, then deletions, each ascending by anchor.
///
/// A part is read when it is asked for, so that memory is bounded by it; what the target accepts meanwhile does not come
/// again.
struct PendingParts {
    /// How many changes a part has.
    static let size = 2000

    private let store: WorkspaceStore
    private var areDeletions = false
    private var last: String?

    init(_ store: WorkspaceStore) { self.store = store }

    /// The next changes; nothing at the end.
    mutating func next() async throws -> [PendingExport]? {
        while let anchors = try await nextAnchors() {
            let (desired, exported) = try await store.images(of: .tenant, anchors: anchors)
            let part = PendingExports.compute(desired: desired, exported: exported, table: store.table)
            if !part.isEmpty { return part }
        }
        return nil
    }

    /// The source anchors of everything that waits, in the order in which it is exported.
    static func anchors(_ store: WorkspaceStore) async throws -> [String] {
        var parts = PendingParts(store)
        var all: [String] = []
        while let anchors = try await parts.nextAnchors() { all += anchors }
        return all
    }

    private mutating func nextAnchors() async throws -> [String]? {
        while true {
            let places = try await store.pendingPlaces(
                of: .tenant,
                areDeletions: areDeletions,
                afterAnchor: last,
                limit: Self.size
            )
            if let place = places.last {
                last = place.anchor
                return places.map(\.anchor)
            }
            guard !areDeletions else { return nil }
            areDeletions = true
            last = nil
        }
    }
}
