import WizardTasks

/// A task that changes something: a question, a plan, "Ready to configure", and what was done.
///
/// Whatever makes a plan can be one: the page of the question is the task's own, all others are made from the prepared
/// plan.
protocol PlanningTask: AnsweredTask {
    /// Makes the plan for what was answered; nothing changes.
    func prepare(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> PreparedTask
}

extension PlanningTask {
    func answer(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> TaskJob.Phase {
        .ready(try await prepare(workspace, form, report))
    }
}
