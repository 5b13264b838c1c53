import ArgumentParser
import SyncRules
import WizardTasks

/// The command `dryad rules import`.
struct RulesImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read rules from files, and say what was read and what was not.",
        discussion: """
            The path is an exported server configuration (a folder with Connectors, GlobalSettings and \
            SynchronizationRules), or a file or folder of rules. No workspace is needed and none is changed. The exit \
            code is 1 when a rule or a file was not taken over.
            """
    )

    @Argument(help: "The file or folder.")
    var path: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let export = try RuleFiles.read(path).export
        try output.show(RuleExchangeReport(export))
        if export.problems.contains(where: { $0.severity == .error }) { throw OutcomeCode.failed }
    }
}
