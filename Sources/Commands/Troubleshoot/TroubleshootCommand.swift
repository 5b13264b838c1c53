import ArgumentParser
import Connectors
import WizardTasks

/// The command `dryad troubleshoot`.
struct TroubleshootCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "troubleshoot",
        abstract: "Look forests and rules over, and follow one object into the tenant; 1 where something has failed."
    )

    @Option(help: ArgumentHelp("An object: its DN, sign-in name or source anchor.", valueName: "object"))
    var object: String?
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let findings = try await Troubleshoot(in: try await workspace.open()).run(object: object)
        try output.show(TroubleshootReport(result: findings))
        if findings.contains(where: { $0.checks.contains { $0.verdict == .failed } }) { throw OutcomeCode.failed }
    }
}
