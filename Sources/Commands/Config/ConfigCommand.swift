import ArgumentParser
import Diagnostics
import WizardTasks

/// The command `dryad config …`.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "View the current configuration, and compare those of servers.",
        subcommands: [ConfigShowCommand.self, ConfigExportCommand.self, ConfigDiffCommand.self]
    )
}

/// The command `dryad config show`.
struct ConfigShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show directories, settings, what differs from the defaults, and the runs that are due."
    )

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(ConfigReport(result: try await WorkspaceOverview.read(try await workspace.open())))
    }
}

/// The configuration of a workspace.
struct ConfigReport: Report {
    static let kind = "config"
    let result: WorkspaceOverview

    func text(_ style: Style) -> String {
        var facts = TextTable([])
        facts.add(["workspace", result.folder])
        facts.add(["staging mode", result.isStaging ? "on: nothing is exported" : "off"])
        facts.add(["sign-in", result.signIn])
        facts.add(["options", result.options.isEmpty ? "none" : result.options.joined(separator: ", ")])
        let readings = result.otherReadings.map { "\($0) \(result.semantics[$0] == true ? "true" : "false")" }
        facts.add(["semantics", readings.isEmpty ? "as Dryad has them by itself" : readings.joined(separator: ", ")])
        facts.add(["deletion guard", "\(result.deletionLimit) deletions"])
        facts.add(["rules", "\(result.ruleCount)"])
        facts.add(["tenant", result.tenantStore])
        var parts = [facts.text(style), ForestListReport(result: result.forests).text(style)]
        if !result.differences.isEmpty {
            var others = TextTable(["differs from the defaults", "default", "here"])
            for one in result.differences { others.add([one.name, one.from ?? "-", one.to ?? "-"]) }
            parts.append(others.text(style))
        }
        if let holder = result.holder { parts.append("In use by \(Terminal.visible(holder)).") }
        if !result.due.isEmpty {
            var due = TextTable(["due", "connector", "why"])
            for one in result.due { due.add([one.run, one.connector, one.reason]) }
            parts.append(due.text(style))
        }
        return parts.joined(separator: "\n\n")
    }
}
