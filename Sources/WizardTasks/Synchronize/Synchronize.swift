/// One synchronization cycle: every forest is imported, everything is synchronized, and exported unless staging mode is on.
///
/// What goes to the tenant is exported first, then what is written back to forests, which goes to Dryad's simulated copies.
///
/// What has changed is enough, unless something asks for more: the policy, a requirement of a connector, a pause of seven
/// days, a directory that cannot tell what has changed.
///
/// Where a forest, or one of its domains, could not be read, the objects that are known of it stay, and the run goes on with
/// them: what a failed read does not show must not be taken for gone. Nothing is synchronized or exported where a forest
/// could not be read of which nothing is known yet, or of which other things have to be known by now.
public struct Synchronize: Sendable {
    private let workspace: Workspace
    private let request: CycleRequest

    /// Prepares the task.
    public init(in workspace: Workspace, _ request: CycleRequest = CycleRequest()) {
        self.workspace = workspace
        self.request = request
    }

    /// Runs the cycle.
    public func run(report: @escaping @Sendable (TaskEvent) -> Void) async throws -> SynchronizationReport {
        let override = try request.stagingOverride(workspace)
        return try await workspace.holding("sync run") { holder in
            try await Cycle(workspace, request, override: override, as: holder).run(report)
        }
    }
}
