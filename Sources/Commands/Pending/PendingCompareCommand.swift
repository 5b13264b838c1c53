import ArgumentParser
import WizardTasks

/// The command `dryad pending compare`.
struct PendingCompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare what two workspaces would export, or a workspace with a real server.",
        discussion: """
            Each side is the folder of a workspace, or a file that csexport "CONNECTOR" FILE /f:x made on a server, or \
            dryad pending export --format csexport: so two runs are compared. A damaged file is refused. The exit code is 2 \
            when something differs.
            """
    )

    @Argument(help: ArgumentHelp("A workspace or a file of csexport.", valueName: "a"))
    var first: String
    @Argument(help: ArgumentHelp("The other one.", valueName: "b"))
    var second: String
    @Option(help: "How many objects to list; 0 lists all.")
    var limit = 20
    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let redaction = try redaction.redaction()
        let found = try await ComparePending(surroundings: .real).run(first, second)
        let comparison = redaction.map { $0.redact(found) } ?? found
        try output.show(PendingCompareReport(result: comparison, limit: limit, width: Output.width))
        if !comparison.objects.isEmpty { throw OutcomeCode.pending }
    }
}
