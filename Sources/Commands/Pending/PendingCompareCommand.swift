import ArgumentParser
import WizardTasks

/// The command `dryad pending compare`.
struct PendingCompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare what would be exported: of two runs, of two workspaces, or with a real server.",
        discussion: """
            Each side is run:NUMBER for what waited when a run of the workspace had ended, the folder of another workspace, \
            or a file that csexport "CONNECTOR" FILE /f:x made on a server, or dryad pending export --format csexport. \
            Without B it is what waits in the workspace now. A damaged file is refused. The exit code is 2 when something \
            differs.
            """
    )

    @Argument(help: ArgumentHelp("A run, as run:12, the folder of a workspace, or a file of csexport.", valueName: "a"))
    var first: String
    @Argument(help: ArgumentHelp("The other one; what waits now where it is left out.", valueName: "b"))
    var second: String?
    @Option(help: "How many objects to list; 0 lists all.")
    var limit = 20
    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let redaction = try redaction.redaction()
        let task = ComparePending(surroundings: .real, runsOf: workspace.folder)
        let found = try await task.run(first, second)
        let comparison = redaction.map { $0.redact(found) } ?? found
        try output.show(PendingCompareReport(result: comparison, limit: limit, width: Output.width))
        if !comparison.objects.isEmpty { throw OutcomeCode.pending }
    }
}
