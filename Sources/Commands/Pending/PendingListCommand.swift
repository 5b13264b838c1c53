import ArgumentParser
import WizardTasks

/// The command `dryad pending list`.
struct PendingListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the changes that wait to be exported: who, what, by which rule; together by cause and pattern.",
        discussion: """
            Deletions come first, then what concerns who signs in (principal name, source anchor, enabled, password), \
            updates, additions; each in the order of names where at most 2,000 changes wait. The source of a value is the \
            rule that brought it into the metaverse, and its forest.
            """
    )

    @Option(help: "How many changes to list; 0 lists all.")
    var limit = 20
    @Flag(help: "Show each attribute with the values that go and come, and the rules.")
    var values = false
    @OptionGroup var filter: PendingFilterOptions
    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let redaction = try redaction.redaction()
        let workspace = try await workspace.open()
        let wanted = filter.filter
        let pages = try await PendingPages.read(
            workspace,
            detail: values || wanted.rule != nil,
            hidesNames: redaction != nil
        )
        var groups = PendingGroups()
        var figures = PendingListReport.Figures()
        var changes: [PendingChange] = []
        var (names, notes) = ([String: String](), pages.notes)
        func report(_ changes: [PendingChange]) -> PendingListReport {
            PendingListReport(
                result: .init(
                    isStaging: pages.isStaging,
                    total: pages.count,
                    groups: groups.groups,
                    changes: changes,
                    notes: notes
                ),
                figures: figures,
                names: names,
                showsValues: values,
                limit: limit,
                width: Output.width
            )
        }
        // In JSON all of them stand, and are written as they come; in text those that are shown.
        var streamed = output.output == .json ? try StreamedReport(report([])) : nil
        if let streamed { print(streamed.head, terminator: "") }
        let kept = limit <= 0 ? Int.max : limit
        try await pages.each { page in
            let found = page.filtered(wanted)
            let shown = redaction.map { $0.redact(found) } ?? found
            groups.add(shown.changes)
            figures.add(shown.changes)
            (names, notes) = (shown.names, shown.notes)
            if let text = try streamed?.body(shown.changes) {
                print(text, terminator: "")
            } else {
                changes += shown.changes.prefix(kept - changes.count)
            }
        }
        if let streamed { print(try streamed.tail(report([]))) } else { try output.show(report(changes)) }
    }
}
