import ArgumentParser
import WizardTasks

/// The command `dryad rules try`.
struct RulesTryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try",
        abstract: "Show what would be exported otherwise with the rules of a file; nothing of it is kept.",
        discussion: """
            The file has a rule, or says what becomes of a standard one, in the form of the files in rules/; or it holds \
            rules as XML, a script of the Sync Rules Editor or YAML. Both sets of rules run over the objects of the last \
            import, as a full synchronization has them, and what would be written back to the simulated copies of forests \
            is compared as well. The exit code is 2 when something would be exported or written back otherwise, and 1 when \
            objects have errors that they do not have with the rules as they are.
            """
    )

    @Argument(help: "The file.")
    var file: String
    @Option(help: "How many objects to list; 0 lists all.")
    var limit = 20
    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let redaction = try redaction.redaction()
        let found = try await TryRules(in: try await workspace.open()).run(file)
        let outcome = redaction.map { $0.redact(found) } ?? found
        try output.show(RulesTryReport(outcome, limit: limit, width: Output.width))
        if !outcome.errors.isEmpty { throw OutcomeCode.failed }
        let comparisons = [outcome.comparison] + outcome.writeBacks.map(\.comparison)
        if comparisons.contains(where: { !$0.objects.isEmpty }) { throw OutcomeCode.pending }
    }
}
