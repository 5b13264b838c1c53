import ArgumentParser
import WizardTasks

/// The command `dryad tenant show`.
struct TenantShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Count the objects that the tenant holds, and show how it is set up."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(TenantReport(result: try await TenantOverview.read(try await workspace.open())))
    }
}
