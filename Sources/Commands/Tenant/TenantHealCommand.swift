import ArgumentParser
import WizardTasks

/// The command `dryad tenant heal`.
struct TenantHealCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heal",
        abstract: "Give values back that were kept back and are free now, as the tenant does every hour."
    )

    @Option(help: ArgumentHelp("Let the tenant's clock go on by so many hours first.", valueName: "hours"))
    var after = 0
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...1_000_000).contains(after) else {
            throw ValidationError("--after is a number of hours up to 1000000.")
        }
    }

    func run() async throws {
        let task = ConfigureTenant(in: try await workspace.open())
        if after > 0 { try await task.letPass(seconds: Int64(after) * 3600) }
        try output.show(TenantSweepReport(result: try await task.heal()))
    }
}
