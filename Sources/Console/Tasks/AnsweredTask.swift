import WizardTasks

/// A task whose form is answered by work of its own, which may take a while.
protocol AnsweredTask: ConsoleTask {
    /// Does what was asked for, up to where a person has to look; nothing changes.
    func answer(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> TaskJob.Phase
}
