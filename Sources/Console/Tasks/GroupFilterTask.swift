import WizardTasks

/// Customize synchronization options: removing the filter by a group.
struct GroupFilterTask: PlanningTask {
    let name = "group-filter"
    let title = "Remove filtering by a group"
    let summary =
        "Everything in the chosen containers of a directory is read again, and not the members of one group alone."

    func refusal(_ configuration: WorkspaceConfiguration) -> String? {
        configuration.forests.contains { $0.groupFilter != nil } ? nil : GroupFilterRequest.refusal
    }

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        var form = TaskFormPart(path: path, token: token, button: "Show what it would do")
        let forests = workspace.configuration.forests
        let first = forests.first { $0.groupFilter != nil }?.name
        form.addChoice(
            "Directory whose filter is removed",
            name: "forest",
            forests.map { forest in
                (
                    forest.name, forest.name, forest.groupFilter ?? "It is not filtered by a group.",
                    forest.name == first, forest.groupFilter == nil
                )
            }
        )
        return [
            TextPart([
                TextLine(
                    "The filter cannot be put back: it can be chosen only when a server is installed.",
                    tone: .warning
                )
            ]), form,
        ]
    }

    func prepare(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> PreparedTask {
        guard let forest = form["forest"] else {
            throw Refusal.unanswered("No directory was chosen", "Choose the one whose filter is to go", self)
        }
        let plan = try await ChangeSettings(in: workspace).plan(.removeGroupFilter(GroupFilterRequest(forest: forest)))
        return try SettingsPlan.prepared(
            plan,
            sentence: "All objects of the chosen containers of \(forest) are read.",
            done: "\(forest) is not filtered by a group any more."
        )
    }
}
