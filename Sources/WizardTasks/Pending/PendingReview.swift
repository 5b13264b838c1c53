import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// What waits to be exported, as somebody reviews it: who, what, by which rule and from which forest.
public struct PendingReview: Sendable {
    /// The changes, those first that must not be missed: deletions, then what concerns signing in, updates, additions.
    public let changes: [PendingChange]
    /// Who is meant by each name of an object in the tenant.
    public let names: [String: String]
    /// Whether staging mode holds them back.
    public let isStaging: Bool
    /// What a person should know before believing this.
    public let notes: [String]
    /// The objects as they should become, by source anchor, attribute by attribute.
    let desired: ReviewedImages
    /// The objects as the tenant has accepted them, in the same way.
    let accepted: ReviewedImages

    /// Attributes that decide who signs in, and how.
    private static let signIn: Set<AttributeName> = [
        "userPrincipalName", "accountEnabled", "sourceAnchor", "pwdLastSet", "lastPasswordChangeTimestamp",
        "passwordPolicies", "forceChangePasswordNextLogin",
    ]

    /// Up to so many changes stand in the order of names; of more, all names would have to be held for it.
    static let sortable = 2000

    static func isSignIn(_ attribute: AttributeName) -> Bool { signIn.contains(attribute) }

    static func rank(_ operation: String, _ affectsSignIn: Bool) -> Int {
        operation == "delete"
            ? 0 : affectsSignIn && operation == "update" ? 1 : operation == "update" ? 2 : affectsSignIn ? 1 : 3
    }

    /// Looks at all of a workspace; `detail` says by which rule each value of an addition comes as well, which takes longer.
    ///
    /// `PendingPages` gives the same without holding it.
    public static func read(_ workspace: Workspace, detail: Bool = false) async throws -> PendingReview {
        let pages = try await PendingPages.read(workspace, detail: detail)
        var whole = PendingReview(isStaging: pages.isStaging, notes: pages.notes)
        try await pages.each { page in
            whole = PendingReview(
                changes: whole.changes + page.changes,
                names: page.names,
                isStaging: page.isStaging,
                notes: page.notes,
                desired: whole.desired.merging(page.desired),
                accepted: whole.accepted.merging(page.accepted)
            )
        }
        return whole
    }

    init(
        changes: [PendingChange] = [],
        names: [String: String] = [:],
        isStaging: Bool,
        notes: [String],
        desired: ReviewedImages = ReviewedImages(),
        accepted: ReviewedImages = ReviewedImages()
    ) {
        self.changes = changes
        self.names = names
        self.isStaging = isStaging
        self.notes = notes
        self.desired = desired
        self.accepted = accepted
    }

    static func make(_ spaces: ObjectSpaces, _ rules: ObjectRules, detail: Bool) -> PendingReview {
        let pending = PendingExports.compute(desired: spaces.desired, exported: spaces.exported, table: spaces.table)
        let attribution = PendingAttribution(spaces: spaces, rules: rules, detail: detail)
        // An object whose source anchor changes goes and comes: both concern who signs in.
        let going = Set(pending.lazy.filter { $0.operation == .delete }.map(\.image.metaverse))
        let coming = Set(pending.lazy.filter { $0.operation == .add }.map(\.image.metaverse))
        let moved = going.intersection(coming)
        let review = make(
            pending.map { ($0, moved.contains($0.image.metaverse)) },
            spaces,
            attribution,
            names: spaces.tenantNames(),
            notes: rules.notes
        )
        let isSorted = pending.count <= sortable
        let keyed = review.changes.map { change in
            (rank(change.operation, change.affectsSignIn), isSorted ? change.label.lowercased() : "", change)
        }
        return PendingReview(
            changes: keyed.enumerated().sorted {
                ($0.element.0, $0.element.1, $0.offset) < ($1.element.0, $1.element.1, $1.offset)
            }.map(\.element.2),
            names: review.names,
            isStaging: review.isStaging,
            notes: review.notes,
            desired: review.desired,
            accepted: review.accepted
        )
    }

    /// The changes in the order in which they are given, each with whether its object gets another source anchor.
    static func make(
        _ pending: [(change: PendingExport, isMoved: Bool)],
        _ spaces: ObjectSpaces,
        _ attribution: PendingAttribution,
        names: [String: String],
        notes: [String]
    ) -> PendingReview {
        PendingReview(
            changes: pending.map { attribution.change($0.change, isMoved: $0.isMoved) },
            names: names,
            isStaging: spaces.workspace.configuration.isStaging,
            notes: notes,
            desired: ReviewedImages(
                pending.lazy.filter { $0.change.operation != .delete }.map(\.change.image),
                spaces.table
            ),
            accepted: ReviewedImages(
                pending.lazy.compactMap { spaces.exported(anchor: $0.change.anchor) },
                spaces.table
            )
        )
    }

    /// The bytes behind a value as it is shown; a pseudonym is its own text.
    func bytes(_ shown: String, of attribute: String, _ anchor: String) -> [UInt8] {
        // All other values are shown as the text that they are.
        guard shown.hasPrefix("0x") || shown.hasPrefix("S-1-") else { return Array(shown.utf8) }
        for known in [desired[anchor]?[attribute], accepted[anchor]?[attribute]] {
            if let found = known?.first(where: { ShownValue.text($0) == shown }) { return found }
        }
        return Array(shown.utf8)
    }

    /// The changes that a filter admits.
    public func filtered(_ filter: PendingFilter) -> PendingReview {
        PendingReview(
            changes: changes.filter(filter.admits).map(filter.narrowed),
            names: names,
            isStaging: isStaging,
            notes: notes,
            desired: desired,
            accepted: accepted
        )
    }

    /// The changes together by cause and pattern.
    public var groups: [PendingGroup] {
        var groups = PendingGroups()
        groups.add(changes)
        return groups.groups
    }
}
