import ArgumentParser
import Diagnostics
import WizardTasks

/// The command `dryad sync status`.
struct SyncStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show whether a run is going on, how the last one ended, and what the next one has to do."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(
            SchedulerReport(result: try await SchedulerState.read(try await workspace.open()), saysRun: true)
        )
    }
}
