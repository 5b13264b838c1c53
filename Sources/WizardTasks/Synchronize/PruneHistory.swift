import Foundation
import SQLiteStore

/// Takes old runs out of the history; the last good run of each profile stays, since the next run follows from it.
public struct PruneHistory: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Keeps the newest so many runs, or those of as many days as dryad.yaml says; gives back how many have gone.
    public func run(keeping count: Int?) async throws -> Int {
        try await workspace.changing("sync history") {
            let days = Double(workspace.configuration.historyDays)
            let moment = workspace.surroundings.now().addingTimeInterval(-days * 86_400).formatted(.iso8601)
            return try await workspace.store.prune(endedBefore: count == nil ? moment : nil, keeping: count)
        }
    }
}
