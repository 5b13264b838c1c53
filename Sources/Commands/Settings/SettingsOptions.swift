import ArgumentParser
import Plans
import WizardTasks

/// How a task that changes settings is asked for: shown, written to a file, or carried out.
struct SettingsOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write the plan to a file, for `dryad apply`.", valueName: "file"))
    var plan: String?
    @Flag(help: "Do it; otherwise it is only shown.")
    var yes = false
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    /// Plans a task, applies it where that is wanted, and shows it.
    func carryOut(_ request: TaskRequest) async throws {
        let task = ChangeSettings(in: try await workspace.open())
        let made = try await task.plan(request)
        if let plan { try PlanFile.write(made, to: plan) }
        if yes { try await task.apply(made) }
        let applies = yes && !made.content.isEmpty
        try output.show(SettingsReport(plan: made, stage: applies ? .applied : .planned(file: plan)))
        if !made.content.isEmpty, !yes { throw OutcomeCode.pending }
    }
}
