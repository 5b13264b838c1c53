import ArgumentParser
import Plans
import WizardTasks

/// The command `dryad apply`.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Apply a plan from a file, once, if everything is as it was when the plan was made.",
        discussion: """
            What the plan was made from is read again, forests too. When schema, rules, configuration or decisions are not what they were, \
            nothing is applied and the exit code is 4.
            """
    )

    @Argument(help: "The file that --plan wrote.")
    var file: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let stored = try StoredPlan.read(file)
        let task = ApplyPlan(in: try await workspace.open())
        if case .settings(let plan) = stored {
            try await task.run(plan)
            return try output.show(SettingsReport(plan: plan, stage: .applied))
        }
        let plan = try PlanFile.read(file)
        let progress = ProgressLine()
        defer { progress.finish() }
        let applied = try await task.run(plan, report: progress.report)
        progress.finish()
        try output.show(RefreshReport(plan: applied, stage: .applied, listsAll: false))
        if !applied.content.failures.isEmpty { throw OutcomeCode.failed }
    }
}
