import SyncEngine

/// What somebody asks of a cycle.
public struct CycleRequest: Sendable {
    /// The policy; nothing for what is due: initial the first time, delta from then on.
    public var policy: CyclePolicy?
    /// How many deletions may be exported this once, whatever the guard says.
    public var allowedDeletions: Int?
    /// Whether an import may have lost much this once.
    public var allowsDrop = false
    /// Whether is exported this once although staging mode is on.
    public var exportsInStaging = false
    /// Whether a synchronization works out every object, even where nothing has changed.
    public var evaluatesAll = false
    /// Why a guard is passed, or something is exported in staging mode.
    public var reason: String?

    /// Asks for what is due.
    public init() {}

    /// The decision to export although staging mode is on; throws where nobody says why, or where staging mode is off.
    func stagingOverride(_ workspace: Workspace) throws(TaskError) -> StagingOverride? {
        guard exportsInStaging else { return nil }
        let override = try StagingOverride(reason: reason ?? "", author: workspace.surroundings.author)
        guard workspace.configuration.isStaging else {
            throw TaskError(
                .options,
                "Staging mode is off: this workspace exports with every run, and --export-in-staging has no meaning."
            )
        }
        return override
    }

    /// Why every object is worked out; nothing where nobody has asked for that.
    var evaluation: String? { evaluatesAll ? "It was asked for that every object is worked out." : nil }

    /// What may pass a guard, by whose decision; throws where nobody says why.
    func wishes(by author: String) throws(TaskError) -> GuardWishes {
        let text = reason.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        guard let text else {
            guard allowedDeletions == nil, !allowsDrop, reason == nil else {
                throw TaskError(
                    .options,
                    "Whoever lets something pass a guard says why: add --reason TEXT. Nothing was run."
                )
            }
            return GuardWishes()
        }
        func wish(_ kind: GuardOverride.Kind, _ limit: Int? = nil) -> GuardOverride {
            GuardOverride(kind: kind, limit: limit, reason: text, author: author)
        }
        return GuardWishes(
            deletions: allowedDeletions.map { wish(.deletions, $0) },
            drop: allowsDrop ? wish(.importDrop) : nil,
            reason: wish(.unused)
        )
    }
}
