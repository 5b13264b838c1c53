import ArgumentParser
import WizardTasks

/// The command `dryad tenant delay SECONDS`.
struct TenantDelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delay",
        abstract: "Let readers of the tenant lag behind its writers, by so many seconds of its clock.",
        discussion: """
            What is read over `dryad tenant serve` shows a change when the time has gone by. Whether a change was taken is known \
            at once all the same.
            """
    )

    @Argument(help: "The seconds; 0 shows everything at once.")
    var seconds: Int64
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...86_400).contains(seconds) else { throw ValidationError("The delay is 0 to 86400 seconds.") }
    }

    func run() async throws {
        let workspace = try await workspace.open()
        try await ConfigureTenant(in: workspace).set(readDelay: seconds)
        try output.show(TenantReport(result: try await TenantOverview.read(workspace)))
    }
}
