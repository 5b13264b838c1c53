import WizardTasks

/// "View current configuration" asks nothing.
final class ViewFlow: TaskFlow {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    func question(after given: [String: [String]]) async throws -> Question? { nil }

    func outcome(of given: [String: [String]]) async throws -> FlowOutcome {
        .page(ConfigReport(result: try await WorkspaceOverview.read(workspace)).text(.plain))
    }
}
