import ArgumentParser
import WizardTasks

/// The command `dryad sync run`.
struct SyncRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Import every forest, run the rules, export to the tenant unless staging mode is on."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let progress = ProgressLine()
        defer { progress.finish() }
        let report = try await Synchronize(in: try await workspace.open()).run(report: progress.report)
        progress.finish()
        try output.show(SyncRunReport(result: report))
        if report.outcome == SynchronizationReport.guarded { throw OutcomeCode.guarded }
        if report.outcome != "success" { throw OutcomeCode.failed }
    }
}
