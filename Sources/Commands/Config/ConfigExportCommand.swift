import ArgumentParser
import WizardTasks

/// The command `dryad config export`.
struct ConfigExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the current configuration to a file, as JSON; no secret is in it."
    )

    @Option(help: ArgumentHelp("The file.", valueName: "file"))
    var to: String
    @OptionGroup var workspace: WorkspaceOptions

    func run() async throws {
        let overview = try await WorkspaceOverview.read(try await workspace.open())
        try ReportFile.write(try ExportedConfiguration(overview).text, to: to)
        Output.note("Written to \(to).")
    }
}
