import WizardTasks

/// "Configure source anchor" asks nothing: there is one way.
final class AnchorFlow: TaskFlow {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    func question(after given: [String: [String]]) async throws -> Question? { nil }

    func outcome(of given: [String: [String]]) async throws -> FlowOutcome {
        .settings(try await ChangeSettings(in: workspace).plan(.sourceAnchor(SourceAnchorRequest())))
    }
}
