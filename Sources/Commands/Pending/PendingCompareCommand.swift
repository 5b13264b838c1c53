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
        let isText = output.output == .text
        let pages = try await task.pages(first, second, hiding: redaction, namesRules: isText)
        let head = redaction.map { $0.redact(pages.head) } ?? pages.head
        let summary = redaction.map { $0.redact(pages.summary) } ?? pages.summary
        func report(_ comparison: PendingComparison) -> PendingCompareReport {
            PendingCompareReport(result: comparison, summary: summary, limit: limit, width: Output.width)
        }
        // In JSON all of them stand, and are written as they come; in text those that are shown.
        var streamed = isText ? nil : try StreamedReport(report(head))
        if let streamed { print(streamed.head, terminator: "") }
        var shown = head
        try await pages.each(limit: isText ? limit : 0) { page in
            let told = redaction.map { $0.redact(page) } ?? page
            if let text = try streamed?.body(told.objects) { print(text, terminator: "") } else { shown.add(told) }
        }
        if let streamed {
            print(try streamed.tail(report(head)))
        } else {
            // What is redacted does not say who is meant either.
            if redaction == nil { shown = try await pages.named(shown) }
            try output.show(report(shown))
        }
        if summary.count > 0 { throw OutcomeCode.pending }
    }
}
