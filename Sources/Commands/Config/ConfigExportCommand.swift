import ArgumentParser
import Plans
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
        try ReportFile.write(try CanonicalJSON.pretty(ExportedConfiguration(overview)) + "\n", to: to)
        Output.note("Written to \(to).")
    }
}

/// A configuration as a file: without who holds the workspace and what is due, which change from hour to hour.
private struct ExportedConfiguration: Encodable {
    let format = 1
    let kind = "config.export"
    let forests: [WorkspaceOverview.Forest]
    let settings: [SettingList.Setting]
    let differences: [SettingChange]
    let ruleCount: Int

    init(_ overview: WorkspaceOverview) {
        forests = overview.forests
        settings = overview.settings
        differences = overview.differences
        ruleCount = overview.ruleCount
    }
}
