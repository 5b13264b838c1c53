import WizardTasks

/// A task of the wizard as pages: a question, a plan, "Ready to configure", and what was done.
///
/// Whatever makes a plan can be one: the page of the question is the task's own, all others are made from the prepared
/// plan.
protocol ConsoleTask: Sendable {
    /// The last folder of its address.
    var name: String { get }
    /// What the wizard calls it.
    var title: String { get }
    /// What it is for, in one sentence.
    var summary: String { get }

    /// Whether it is one of the wizard's tasks: while its pages are open, nothing else changes the workspace.
    var isWizard: Bool { get }

    /// What a person is asked; the form is sent to `path`. The query is that of the page's address.
    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart]
    /// Makes the plan for what was answered; nothing changes.
    func prepare(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> PreparedTask
}

extension ConsoleTask {
    var isWizard: Bool { true }
    /// Where its question is.
    var path: ConsolePath { ConsolePath("tasks", name) }
}

/// The tasks of the console, in the order of the wizard's page.
enum ConsoleTasks {
    static let all: [any ConsoleTask] = [
        FilterTask(), RefreshTask(), StagingTask(), SignInTask(), SynchronizeTask(),
    ]

    static func named(_ name: String) -> (any ConsoleTask)? { all.first { $0.name == name } }
}
