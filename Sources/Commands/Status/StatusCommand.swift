import ArgumentParser
import WizardTasks

/// The command `dryad status`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show forests, staging mode, sign-in, who holds the workspace, the last run and what is due."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(StatusReport(result: try await WorkspaceStatus.read(try await workspace.open())))
    }
}
