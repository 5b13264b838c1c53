import ArgumentParser
import SyncRules
import WizardTasks

/// The command `dryad rules diff`.
struct RulesDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two sets of rules by what they do.",
        discussion: """
            A set is a path: an exported server configuration, files of rules, or a workspace. GUIDs, the case of letters, \
            blanks in expressions, order where it decides nothing, and numbers alone make no difference. The exit code is \
            2 when something differs.
            """
    )

    @Argument(help: ArgumentHelp("The older set.", valueName: "from"))
    var old: String
    @Argument(help: ArgumentHelp("The newer set.", valueName: "to"))
    var new: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let sets = RuleSets(surroundings: .real)
        let (before, after) = (try await sets.read(old), try await sets.read(new))
        let diff = PortableRuleDiff(
            from: before.rules,
            to: after.rules,
            oldConnector: before.name(ofConnector:),
            newConnector: after.name(ofConnector:)
        )
        try output.show(RulesDiffReport(diff, old, new, problems: before.problems + after.problems))
        if (before.problems + after.problems).contains(where: { $0.severity == .error }) { throw OutcomeCode.failed }
        if !diff.isEmpty { throw OutcomeCode.pending }
    }
}
