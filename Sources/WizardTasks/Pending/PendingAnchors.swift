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
}
