import SyncEngine

/// What somebody wants to let pass in one run; it stands in the history as let pass where a guard would have stopped it.
struct GuardWishes {
    /// How many deletions may go out.
    var deletions: GuardOverride?
    /// Whether imports may have lost much.
    var drop: GuardOverride?
    /// The reason, which is kept with the run whatever becomes of the wishes.
    var reason: GuardOverride?
}
