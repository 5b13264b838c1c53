import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// Two places whose pending exports are compared, which are read beside each other a part at a time.
struct PendingSides: Sendable {
    let first: PendingSide
    let second: PendingSide
    /// The source anchors of all objects of which they may say different things, ascending.
    let anchors: [String]
    /// How many changes waited at the first moment, where both are moments of one workspace; nothing elsewhere.
    let waited: Int?
    /// How many objects are compared at once, whose values are held as texts.
    var size = 500
    /// How many objects are brought back to an earlier moment at once: whoever does it reads all notes made since.
    var pastSize = 5000

    /// Reads two places; runs are those of the workspace in a folder.
    ///
    /// Of two moments of it, only objects whose images have been written between them are looked at: all others waited, or
    /// did not, at both.
    static func read(
        _ first: PendingSource,
        _ second: PendingSource,
        runsOf folder: WorkspaceFolder,
        _ surroundings: Surroundings
    ) async throws -> PendingSides {
        guard first.path == nil, second.path == nil else {
            let one = try await PendingSide.read(first, runsOf: folder, surroundings)
            let other = try await PendingSide.read(second, runsOf: folder, surroundings)
            return PendingSides(
                first: one,
                second: other,
                anchors: Set(one.anchors).union(other.anchors).sorted(),
                waited: nil
            )
        }
        let workspace = try await Workspace.open(folder, surroundings: surroundings)
        let moments = PendingMoments(workspace: workspace)
        let (one, other) = (try await moments.moment(first), try await moments.moment(second))
        let written = try await workspace.store.anchorsWritten(of: .tenant, between: one, and: other)
        func side(_ source: PendingSource, _ moment: PendingMoment) async throws -> PendingSide {
            PendingSide(
                name: try await moments.name(source),
                content: .images(workspace, moment),
                anchors: written,
                isPast: true
            )
        }
        return PendingSides(
            first: try await side(first, one),
            second: try await side(second, other),
            anchors: written,
            waited: one.count
        )
    }

    /// What is to be known of each place, one sentence for each; nothing where there is nothing.
    var remarks: [String]? {
        let remarks = [("A", first.remark), ("B", second.remark)].compactMap { side, text in
            text.map { "\(side): \($0)" }
        }
        return remarks.isEmpty ? nil : remarks
    }

    /// Lends what both say of objects, a page at a time in the order in which these are given.
    func each(of anchors: [String], _ body: (PendingSidesPage) async throws -> Void) async throws {
        let most = first.isPast || second.isPast ? pastSize : size
        for part in Self.parts(of: anchors, most) {
            try Task.checkCancellation()
            let (one, other) = try await images(of: part)
            for page in Self.parts(of: part, size) {
                try await body(
                    PendingSidesPage(
                        anchors: page,
                        first: first.changes(of: page, one),
                        second: second.changes(of: page, other),
                        images: Self.images(of: second, other) + Self.images(of: first, one)
                    )
                )
            }
        }
    }

    /// The images of both; two moments of one workspace are read in one go.
    private func images(of anchors: [String]) async throws -> (first: ImagesThen?, second: ImagesThen?) {
        if waited != nil, case .images(let workspace, let one) = first.content,
            case .images(_, let other) = second.content
        {
            let images = try await workspace.store.images(of: .tenant, anchors: anchors, at: [one, other])
            return (images.first, images.last)
        }
        return (try await first.images(of: anchors), try await second.images(of: anchors))
    }

    /// Who is meant by source anchors, as far as a workspace has images of them; the second place counts first.
    func labels(of anchors: [String]) async throws -> [String: String] {
        var labels: [String: String] = [:]
        for part in Self.parts(of: anchors, pastSize) {
            let (one, other) = try await images(of: part)
            for (images, table) in Self.images(of: second, other) + Self.images(of: first, one) {
                for image in images.all where labels[image.anchor] == nil {
                    labels[image.anchor] = ObjectSpaces.label(image.entry, table)
                }
            }
        }
        return labels
    }

    /// The images of a side with the table that their attributes are numbers of; nothing of a file.
    private static func images(of side: PendingSide, _ images: ImagesThen?) -> [(ImagesThen, AttributeTable)] {
        guard let images, let workspace = side.workspace else { return [] }
        return [(images, workspace.store.table)]
    }

    private static func parts(of anchors: [String], _ size: Int) -> [[String]] {
        stride(from: 0, to: anchors.count, by: size).map { Array(anchors[$0..<min($0 + size, anchors.count)]) }
    }
}
