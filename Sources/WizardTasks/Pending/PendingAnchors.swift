import SQLiteStore
import SyncEngine
import SyncRules

/// The source anchors of everything that waits, in the order in which it is exported: additions and updates first, then
/// deletions, each ascending.
enum PendingAnchors {
    /// How many are read at once.
    private static let size = 2000

    static func all(_ store: WorkspaceStore) async throws -> [String] {
        var all: [String] = []
        for areDeletions in [false, true] {
            var last: String?
            while true {
                let places = try await store.pendingPlaces(
                    of: .tenant,
                    areDeletions: areDeletions,
                    afterAnchor: last,
                    limit: size
                )
                guard let place = places.last else { break }
                last = place.anchor
                all += places.map(\.anchor)
            }
        }
        return all
    }

    /// Those of everything that waited at a moment, in no order, with others whose images have been written since.
    ///
    /// What waits is read first: whatever is confirmed while that goes on has been written by the time that is asked after
    /// it. An export beside this cannot take anything out of both.
    static func waiting(at moment: PendingMoment, _ store: WorkspaceStore) async throws -> [String] {
        let left = try await all(store)
        let now = try await store.momentNow(of: .tenant)
        let written = try await store.anchorsWritten(of: .tenant, between: moment, and: now)
        let known = Set(written)
        return written + left.filter { !known.contains($0) }
    }
}
