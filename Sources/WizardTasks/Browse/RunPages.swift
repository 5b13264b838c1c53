public import SyncEngine

/// The runs of a workspace, a page at a time.
public struct RunPages: Sendable {
    private let workspace: Workspace

    /// Looks at a workspace.
    public init(_ workspace: Workspace) { self.workspace = workspace }

    /// At most so many runs, newest first; those before a number, where one is given.
    public func read(before number: Int? = nil, limit: Int) async throws -> [RunRecord] {
        try await workspace.runs(before: number, limit: limit)
    }
}
