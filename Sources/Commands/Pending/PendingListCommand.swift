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
            rule that brought it into the metaverse, and its forest. Behind what waits for the tenant stands what waits to \
            be written back to the simulated copies of forests, together by cause as well.
            """
    )

    @Option(help: "How many changes to list; 0 lists all.")
    var limit = 20
    @Flag(help: "Show each attribute with the values that go and come, and the rules.")
    var values = false
    @OptionGroup var target: PendingTargetOptions
    @OptionGroup var filter: PendingFilterOptions
    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let redaction = try redaction.redaction()
        let workspace = try await workspace.open()
        let basis = try await PendingBasis.read(workspace)
        let wanted = filter.filter
        var pages: PendingPages?
        if target.wantsTenant {
            pages = try await PendingPages.read(
                workspace,
                detail: values || wanted.rule != nil,
                hidesNames: redaction != nil
            )
        }
        let writeBacks = try await target.writeBacks(workspace, beside: pages)
        var sections = (writeBacks?.forests ?? []).map { WriteBackSection(redaction?.redact($0) ?? $0) }
        var groups = PendingGroups()
        var figures = PendingListReport.Figures()
        var changes: [PendingChange] = []
        var (names, notes) = ([String: String](), pages?.notes ?? [])
        let isStaging = workspace.configuration.isStaging
        let total = pages?.count ?? writeBacks?.count ?? 0
        func report(_ changes: [PendingChange]) -> PendingListReport {
            PendingListReport(
                result: .init(
                    isStaging: isStaging,
                    total: total,
                    groups: groups.groups,
                    changes: changes,
                    notes: notes,
                    writeBacks: sections.isEmpty ? nil : sections.map(\.result),
                    isUnknown: basis.isUnknown ? true : nil,
                    remark: basis.remark
                ),
                figures: figures,
                showsTenant: target.wantsTenant,
                sections: sections,
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
        try await pages?.each { page in
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
        try await writeBacks?.each { page in
            let found = page.filtered(wanted)
            let shown = redaction.map { $0.redact(found) } ?? found
            notes = shown.notes
            if let place = sections.firstIndex(where: { $0.forest.name == shown.changes.first?.forest }) {
                sections[place].add(shown.changes, keeping: streamed == nil ? kept : 0)
            }
            if let text = try streamed?.body(shown.changes) { print(text, terminator: "") }
        }
        if let streamed { print(try streamed.tail(report([]))) } else { try output.show(report(changes)) }
    }
}
