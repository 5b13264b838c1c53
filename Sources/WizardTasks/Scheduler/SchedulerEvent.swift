/// Something that the scheduler does or waits for.
public enum SchedulerEvent: Sendable, Hashable {
    /// The next cycle is due at a moment, ISO 8601 in UTC.
    case waiting(until: String, policy: CyclePolicy)
    /// A cycle has ended.
    case ran(SynchronizationReport)
    /// A cycle is due, and somebody holds the workspace.
    case suspended(String)
    /// A cycle could not be run.
    case failed(String)
    /// Cycles are switched off.
    case disabled
    /// So many old runs were taken out of the history.
    case pruned(Int)
}
