import WizardTasks

/// Customize synchronization options: the list of what that is, and of what stays as it was installed.
struct CustomizeTask: ListedTask {
    let task = AdditionalTask.customize
    /// Its parts are; the list of them changes nothing.
    let isWizard = false
    let exits: [(label: String, path: ConsolePath)] = [("Previous", ConsolePath("tasks"))]

    /// What only an installation decides.
    private static let fixed = ["userPrincipalName", "sourceAnchor", "joining", "groupFilter"]

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        let configuration = workspace.configuration
        return [
            TaskListPart(
                ConsoleTasks.customizing.map {
                    TaskListPart.Item($0.title, $0.summary, path: $0.path, refusal: $0.refusal(configuration))
                }
            ),
            TaskListPart(
                title: "What the wizard does not change",
                OptionalFeature.all.filter { Self.fixed.contains($0.name) }.map { feature in
                    TaskListPart.Item(
                        feature.title,
                        "Now: \(feature.value(in: configuration))",
                        path: nil,
                        refusal: feature.refusal
                    )
                }
            ),
        ]
    }
}
