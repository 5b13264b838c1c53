import WizardTasks

/// A task of the wizard as pages; what its own page asks or shows is the task's, everything around it is common.
protocol ConsoleTask: Sendable {
    /// The last folder of its address.
    var name: String { get }
    /// What the wizard calls it.
    var title: String { get }
    /// What it is for, in one sentence.
    var summary: String { get }

    /// Whether it is one of the wizard's tasks that change something: while its pages are open, nothing else changes the
    /// workspace.
    var isWizard: Bool { get }
    /// Where its page leads on to, if it is none of the wizard's.
    var exits: [(label: String, path: ConsolePath)] { get }

    /// Why it is not offered now; nothing where it is.
    func refusal(_ configuration: WorkspaceConfiguration) -> String?

    /// What a person is asked or shown; a form is sent to `path`. The query is that of the page's address.
    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart]
    /// A file that the page offers; nothing where it offers none of that name.
    func file(_ name: String, _ workspace: Workspace) async throws -> (name: String, text: String)?
}

extension ConsoleTask {
    var isWizard: Bool { true }
    var exits: [(label: String, path: ConsolePath)] { [("All tasks", ConsolePath("tasks"))] }
    /// Where its question is.
    var path: ConsolePath { ConsolePath("tasks", name) }

    func refusal(_ configuration: WorkspaceConfiguration) -> String? { nil }
    func file(_ name: String, _ workspace: Workspace) async throws -> (name: String, text: String)? { nil }
}
