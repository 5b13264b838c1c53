public import Plans
import SQLiteStore

/// Asks the process that holds the workspace to stop its run where that does no harm.
///
/// That is between two steps, two pages or two batches. What was put in place stays, and the next run goes on from there.
public struct StopRun: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Asks; gives back who was asked, nothing where nobody runs a synchronization.
    ///
    /// The request is for that process and that run alone: one that begins later does not hear of it.
    public func run() async throws -> TaskHolder? {
        guard let holder = try await workspace.holder(), holder.isSynchronization else { return nil }
        try workspace.store.askToStop(
            holder,
            asked: workspace.surroundings.date,
            author: workspace.surroundings.author
        )
        return holder
    }
}
