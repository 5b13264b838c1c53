import SQLiteStore
import SyncEngine
import SyncRules

/// Compares what waited in one workspace at two moments.
///
/// Only objects whose images have been written between them are looked at: all others waited, or did not, at both.
struct RunComparison {
    /// How many objects are compared at once, whose values are held as texts.
    private static let size = 500

    let workspace: Workspace

    /// Compares the ends of runs, or one of them with now.
    func compare(_ first: PendingSource, _ second: PendingSource) async throws -> PendingComparison {
        let reading = PendingMoments(workspace: workspace)
        let (one, other) = (try await reading.moment(first), try await reading.moment(second))
        let store = workspace.store
        let anchors = try await store.anchorsWritten(of: .tenant, between: one, and: other)
        let images = try await store.images(of: .tenant, anchors: anchors, at: [one, other])
        let (objects, same) = try differing(anchors, images)
        var comparison = PendingComparison(
            first: try await reading.name(first),
            second: try await reading.name(second),
            // Whatever waited first is the same but for these.
            same: max(0, one.count + same),
            objects: PendingComparison.sorted(try await WritingRules.added(to: objects, in: workspace))
        )
        let references = Set(comparison.references.values)
        if !references.isEmpty {
            // Who is meant may have gone since.
            let named = try await store.images(of: .tenant, anchors: references.sorted(), at: [other, one])
            comparison.name(by: named.flatMap(\.all), store.table)
        }
        return comparison
    }

    /// The objects that differ, and how many more say the same than those that waited first.
    private func differing(
        _ anchors: [String],
        _ images: [ImagesThen]
    ) throws -> (objects: [PendingComparison.Object], same: Int) {
        var objects: [PendingComparison.Object] = []
        var same = 0
        for start in stride(from: 0, to: anchors.count, by: Self.size) {
            try Task.checkCancellation()
            let page = Array(anchors[start..<min(start + Self.size, anchors.count)])
            let sides = images.map { images in
                var side = PendingSide(name: "")
                side.add(images, of: page, workspace.store.table)
                return side.changes
            }
            for anchor in page {
                let (mine, theirs) = (sides.first?[anchor], sides.last?[anchor])
                if mine != nil { same -= 1 }
                guard mine != nil || theirs != nil else { continue }
                if let object = PendingComparison.object(mine, theirs) { objects.append(object) } else { same += 1 }
            }
        }
        return (objects, same)
    }
}
