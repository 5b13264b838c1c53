import WizardTasks

/// The page of "Refresh directory schema".
final class RefreshFlow: TaskFlow {
    private let workspace: Workspace
    private let report: @Sendable (TaskEvent) -> Void

    init(_ workspace: Workspace, report: @escaping @Sendable (TaskEvent) -> Void) {
        self.workspace = workspace
        self.report = report
    }

    func question(after given: [String: [String]]) async throws -> Question? {
        guard given["forests"] == nil else { return nil }
        return Question(
            key: "forests",
            title: "Refresh directory schema",
            lines: ["The schema of each chosen directory is read and compared with the cached one."],
            kind: .many(workspace.configuration.forests.map { Choice(word: $0.name, label: $0.name, isChosen: true) })
        )
    }

    func outcome(of given: [String: [String]]) async throws -> FlowOutcome {
        guard let names = given["forests"], !names.isEmpty else {
            return .page("No directory was chosen; nothing is to be refreshed.")
        }
        return .refresh(try await RefreshSchema(in: workspace).prepare(forests: names, report: report))
    }
}
