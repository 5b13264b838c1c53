import WizardTasks

/// A task that stands on the wizard's own list, which says what it is called and when it is offered.
protocol ListedTask: ConsoleTask {
    /// Which it is.
    var task: AdditionalTask { get }
}

extension ListedTask {
    var name: String { task.rawValue }
    var title: String { task.title }
    var summary: String { task.summary }

    func refusal(_ configuration: WorkspaceConfiguration) -> String? { task.refusal(configuration) }
}
