import WizardTasks

/// The pages of "Customize synchronization options".
final class CustomizeFlow: TaskFlow {
    private let workspace: Workspace
    private let parts: [String: any TaskFlow]

    init(_ workspace: Workspace) {
        self.workspace = workspace
        parts = [
            "directory": DirectoryFlow(workspace), "filter": FilterFlow(workspace),
            "group-filter": GroupFilterFlow(workspace), "features": FeatureFlow(workspace),
        ]
    }

    func question(after given: [String: [String]]) async throws -> Question? {
        if let part = given["customize"]?.first.flatMap({ parts[$0] }) { return try await part.question(after: given) }
        let isFiltered = workspace.configuration.forests.contains { $0.groupFilter != nil }
        return Question(
            key: "customize",
            title: "Customize synchronization options",
            kind: .one(
                [
                    Choice(word: "directory", label: "Connect your directories: add one"),
                    Choice(word: "filter", label: "Domain and OU filtering"),
                    Choice(
                        word: "group-filter",
                        label: "Remove filtering by a group",
                        refusal: isFiltered ? nil : GroupFilterRequest.refusal
                    ),
                    Choice(word: "features", label: "Optional features"),
                ],
                preset: 1
            )
        )
    }

    func outcome(of given: [String: [String]]) async throws -> FlowOutcome {
        guard let part = given["customize"]?.first.flatMap({ parts[$0] }) else { return .page("Nothing was chosen.") }
        return try await part.outcome(of: given)
    }
}
