import ArgumentParser
import WizardTasks

/// The command `dryad tenant writer`.
struct TenantWriterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "writer",
        abstract: "Show which workspace writes into the tenant, and take its place.",
        discussion: """
            The first workspace that exports is the active writer. Changes of another one are taken and reported, as the real \
            tenant takes them, or refused.
            """
    )

    @Flag(help: "Make this workspace the active writer.")
    var takeOver = false
    @Flag(help: "Let the next workspace that exports become the active writer.")
    var release = false
    @Flag(inversion: .prefixedNo, help: "Whether changes of a second writer are refused.")
    var refuseOthers: Bool?
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !(takeOver && release) else { throw ValidationError("--take-over and --release exclude each other.") }
    }

    func run() async throws {
        let workspace = try await workspace.open()
        let task = ConfigureTenant(in: workspace)
        if takeOver { try await task.takeOver() }
        if release { try await task.release() }
        if let refuseOthers { try await task.set(refusesOthers: refuseOthers) }
        try output.show(TenantReport(result: try await TenantOverview.read(workspace)))
    }
}
