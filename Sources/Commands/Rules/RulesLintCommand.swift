import ArgumentParser
import SyncRules
import WizardTasks

/// The command `dryad rules lint`.
struct RulesLintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Say what a careful colleague would say about rules.",
        discussion: """
            The path is an exported server configuration, files of rules, or a workspace. The exit code is 1 when \
            something is found that is as bad as --fail-on says, or when a rule could not be read.
            """
    )

    /// How bad a finding has to be.
    enum Level: String, ExpressibleByArgument, CaseIterable {
        case note, warning, error
    }

    @Argument(help: "The rules.")
    var path = "."
    @Option(help: "What makes the exit code 1.")
    var failOn: Level = .error
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let export = try await RuleSets(surroundings: .real).read(path)
        let lint = RuleLint(
            export.rules,
            schemas: Dictionary(
                export.connectors.map { ($0.identifier, $0.schema) },
                uniquingKeysWith: { first, _ in first }
            ),
            catalogue: try RuleCatalogue.standard()
        )
        let report = LintReport(lint.findings(), export)
        try output.show(report)
        let bad = ExchangeProblem.Severity(rawValue: failOn.rawValue) ?? .error
        let isBad = report.result.findings.contains { $0.severity >= bad }
        if isBad || export.problems.contains(where: { $0.severity == .error }) { throw OutcomeCode.failed }
    }
}
