import WizardTasks

/// The page on which a filter by a group is removed.
final class GroupFilterFlow: TaskFlow {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    func question(after given: [String: [String]]) async throws -> Question? {
        guard given["forest"] == nil else { return nil }
        return Question(
            key: "forest",
            title: "Remove filtering by a group",
            kind: .one(
                workspace.configuration.forests.map { forest in
                    Choice(
                        word: forest.name,
                        label: forest.name + (forest.groupFilter.map { ": \($0)" } ?? ""),
                        refusal: forest.groupFilter == nil ? GroupFilterRequest.refusal : nil
                    )
                },
                preset: 0
            )
        )
    }

    func outcome(of given: [String: [String]]) async throws -> FlowOutcome {
        let request = GroupFilterRequest(forest: given["forest"]?.first ?? "")
        return .settings(try await ChangeSettings(in: workspace).plan(.removeGroupFilter(request)))
    }
}
