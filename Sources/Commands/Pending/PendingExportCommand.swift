import ArgumentParser
import WizardTasks

/// The command `dryad pending export`.
struct PendingExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the changes that wait as CSV, JSON, LDIF, or in the form of the product's csexport.",
        discussion: """
            The text goes to standard output. In CSV a value that begins like a formula gets an apostrophe in front. \
            References are who is meant in CSV, and names in the tenant's connector space in all other forms.
            """
    )

    @Option(help: "The form: csv, json, ldif or csexport.")
    var format: PendingDocument.Form
    @OptionGroup var filter: PendingFilterOptions
    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var workspace: WorkspaceOptions

    func run() async throws {
        let redaction = try redaction.redaction()
        let wanted = filter.filter
        let pages = try await PendingPages.read(
            try await workspace.open(),
            detail: true,
            hidesNames: redaction != nil
        )
        var notes = pages.notes
        let whole = PendingExportReport(result: [])
        var report = try StreamedReport(whole)
        print(format == .json ? report.head : PendingDocument.head(format), terminator: "")
        try await pages.each { page in
            let found = page.filtered(wanted)
            let shown = redaction.map { $0.redact(found) } ?? found
            notes = shown.notes
            let text = format == .json ? try report.body(shown.changes) : try PendingDocument.body(format, shown)
            print(text, terminator: "")
        }
        if format == .json {
            print(try report.tail(whole))
        } else {
            print(PendingDocument.tail(format), terminator: "")
        }
        for note in notes { Output.note(note) }
    }
}

/// The changes that wait, all of them, for programs.
struct PendingExportReport: Report {
    static let kind = "pending.export"
    let result: [PendingChange]

    func text(_ style: Style) -> String { "\(result.count)" }
}
