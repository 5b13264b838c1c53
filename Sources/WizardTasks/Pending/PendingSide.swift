import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// Pending exports from one place, in the form in which two of them are compared; what they are is read of some objects at a
/// time.
struct PendingSide: Sendable {
    /// One change.
    struct Change: Sendable, Hashable {
        let operation: String
        let objectClass: String
        let anchor: String
        let label: String
        /// What changes, by the attribute in small letters.
        let values: [String: Value]
    }

    /// One attribute of it.
    struct Value: Sendable, Hashable {
        let attribute: String
        /// The values that come.
        let added: [String]
        /// The values that go; nothing where the place does not say.
        let removed: [String]?
        /// Whether values that were there stay beside those that come; nothing where the place does not say.
        let keepsOthers: Bool?
        /// The rule; nothing where the place does not say.
        let rule: String?
    }

    /// What it is read from.
    enum Content: Sendable {
        /// The images of a workspace as they were at a moment.
        case images(Workspace, PendingMoment)
        /// The objects of a file by source anchor, all of which are held.
        case file([String: SpaceExport.Object])
    }

    let name: String
    let content: Content
    /// The source anchors of all objects of which something may wait, in no order.
    let anchors: [String]
    /// Whether it goes back in time, for which all notes since then are read with each part.
    var isPast = false
    /// What a person should know before believing it; nothing where there is nothing.
    var remark: String?

    /// The workspace that it is of; nothing where it comes from a file.
    var workspace: Workspace? { if case .images(let workspace, _) = content { workspace } else { nil } }

    /// The images of some objects; nothing of a file, which has none.
    func images(of anchors: [String]) async throws -> ImagesThen? {
        guard case .images(let workspace, let moment) = content else { return nil }
        return try await workspace.store.images(of: .tenant, anchors: anchors, at: [moment]).first
    }

    /// What waits of some objects, by source anchor; `images` are theirs, and may be those of others besides.
    func changes(of anchors: [String], _ images: ImagesThen?) -> [String: Change] {
        switch content {
        case .images(let workspace, _):
            images.map { Self.changes(of: anchors, $0, workspace.store.table) } ?? [:]
        case .file(let objects):
            Dictionary(anchors.compactMap { anchor in objects[anchor].map { (anchor, Change($0)) } }) { first, _ in
                first
            }
        }
    }

    private static func changes(
        of anchors: [String],
        _ images: ImagesThen,
        _ table: AttributeTable
    ) -> [String: Change] {
        let pending = PendingExports.compute(
            desired: anchors.compactMap { images.desired[$0] },
            exported: anchors.compactMap { images.exported[$0] },
            table: table
        )
        let changes = pending.map { ($0.anchor, Change($0, before: images.exported[$0.anchor], table)) }
        return Dictionary(changes) { first, _ in first }
    }

    /// What a review holds, by source anchor.
    static func changes(of review: PendingReview) -> [String: Change] {
        Dictionary(review.changes.map { ($0.anchor, Change($0, review)) }) { first, _ in first }
    }
}
