import ArgumentParser
import WizardTasks

/// The command `dryad pending list`.
struct PendingListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the changes that wait to be exported: who, what, by which rule; together by cause and pattern.",
        discussion: """
            Deletions come first, then what concerns who signs in (principal name, source anchor, enabled, password), \
            updates, additions. The source of a value is the rule that brought it into the metaverse, and its forest.
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
        let whole = try await PendingReview.read(workspace, detail: values || wanted.rule != nil)
        let found = whole.filtered(wanted)
        let review = redaction.map { $0.redact(found) } ?? found
        try output.show(
            PendingListReport(
                result: .init(
                    isStaging: review.isStaging,
                    total: whole.changes.count,
                    groups: review.groups,
                    changes: review.changes,
                    notes: review.notes
                ),
                names: review.names,
                showsValues: values,
                limit: limit,
                width: Output.width
            )
        )
    }
}
