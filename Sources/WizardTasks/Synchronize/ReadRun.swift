import SQLiteStore
public import SyncEngine

/// Reads one run of the history.
public struct ReadRun: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// The run with everything that is kept of it; an error where there is none of that number.
    public func run(_ number: Int) async throws -> RunRecord {
        if let run = try await workspace.run(number) { return run }
        let last = try await workspace.store.runs(limit: 1).first.map { "The last one is \($0.number)" }
        throw TaskError(
            .unknownRun,
            "There is no run \(number) in the history. "
                + (last.map { "\($0); `dryad sync history --limit 0` lists all that are kept." }
                    ?? "Nothing has been run yet; `dryad sync run` does.")
        )
    }
}
