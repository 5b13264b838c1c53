import ArgumentParser
import Diagnostics
import Plans
import WizardTasks

/// The command `dryad sync stop`.
struct SyncStopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Ask the run that is going on to stop where that does no harm."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(SyncStopReport(result: .init(asked: try await StopRun(in: try await workspace.open()).run())))
    }
}

/// Who was asked to stop.
struct SyncStopReport: Report {
    struct Result: Encodable { let asked: TaskHolder? }

    static let kind = "sync.stop"
    let result: Result

    func text(_ style: Style) -> String {
        guard let holder = result.asked else { return "Nothing is running." }
        return Terminal.visible(
            "Process \(holder.processIdentifier) of \(holder.owner) (\(holder.task) since \(holder.since)) is asked to stop. It "
                + "ends between two steps, pages or batches; `dryad sync status` tells."
        )
    }
}
