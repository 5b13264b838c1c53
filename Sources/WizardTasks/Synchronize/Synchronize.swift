/// One synchronization cycle: full import of every forest, full synchronization, export unless staging mode is on.
///
/// Where a forest could not be imported at all, nothing is synchronized or exported: what a failed read does not show must
/// not be taken for gone. Where one of several domains could not be read, the objects that are known of it stay, and the
/// run goes on with them.
public struct Synchronize: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Runs the cycle.
    public func run(report: @escaping @Sendable (TaskEvent) -> Void) async throws -> SynchronizationReport {
        try await workspace.changing("sync run") { try await Cycle(workspace).run(report) }
    }
}
