import ArgumentParser
import WizardTasks

/// The command `dryad sync run`.
struct SyncRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Import every forest, run the rules, export to the tenant unless staging mode is on."
    )

    @Flag(help: "Export once although staging mode is on; --reason is kept with the run.")
    var exportInStaging = false
    @Option(help: ArgumentHelp("Why something is exported in staging mode.", valueName: "text"))
    var reason: String?
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard exportInStaging == (reason != nil) else {
            throw ValidationError("--export-in-staging and --reason belong together.")
        }
    }

    func run() async throws {
        let progress = ProgressLine()
        defer { progress.finish() }
        let report = try await Synchronize(in: try await workspace.open())
            .run(exportInStaging: reason, report: progress.report)
        progress.finish()
        try output.show(SyncRunReport(result: report))
        if report.outcome == SynchronizationReport.guarded { throw OutcomeCode.guarded }
        if report.outcome != "success" { throw OutcomeCode.failed }
    }
}
