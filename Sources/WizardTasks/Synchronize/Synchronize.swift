/// One synchronization cycle: full import of every forest, full synchronization, export unless staging mode is on.
///
/// Where a forest could not be imported at all, nothing is synchronized or exported: what a failed read does not show must
/// not be taken for gone. Where one of several domains could not be read, the objects that are known of it stay, and the
/// run goes on with them.
public struct Synchronize: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Runs the cycle; with a reason it exports although staging mode is on.
    public func run(
        exportInStaging reason: String? = nil,
        report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> SynchronizationReport {
        let override = try reason.map { try StagingOverride(reason: $0, author: workspace.surroundings.author) }
        guard override == nil || workspace.configuration.isStaging else {
            throw TaskError(
                .options,
                "Staging mode is off: this workspace exports with every run, and --export-in-staging has no meaning."
            )
        }
        return try await workspace.changing("sync run") { try await Cycle(workspace, override: override).run(report) }
    }
}
