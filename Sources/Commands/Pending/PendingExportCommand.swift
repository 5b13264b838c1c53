import ArgumentParser
import WizardTasks

/// The command `dryad pending export`.
struct PendingExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the changes that wait as CSV, JSON, LDIF, or in the form of the product's csexport.",
        discussion: """
            The text goes to standard output. In CSV a value that begins like a formula gets an apostrophe in front; between \
            several values stand a semicolon and a blank, and within one a backslash stands before each semicolon and each \
            backslash. References are who is meant in CSV, and names in the tenant's connector space in all other forms. CSV and JSON say \
            which rule causes each change. Behind what waits for the tenant stands what waits to be written back to forests; a csexport file is of one connector, and \
            --forest names another one than the tenant.
            """
    )

    @Option(help: "The form: csv, json, ldif or csexport.")
    var format: PendingDocument.Form
    @OptionGroup var target: PendingTargetOptions
    @OptionGroup var filter: PendingFilterOptions
    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var workspace: WorkspaceOptions

    func run() async throws {
        let redaction = try redaction.redaction()
        let wanted = filter.filter
        let workspace = try await workspace.open()
        var pages: PendingPages?
        if target.wantsTenant {
            pages = try await PendingPages.read(workspace, detail: true, hidesNames: redaction != nil)
        }
        var writeBacks = try await target.writeBacks(workspace, beside: pages)
        var notes = pages?.notes ?? []
        if format == .csexport, !target.isOne, let waiting = writeBacks?.count {
            writeBacks = nil
            if waiting > 0 { Output.note(Self.otherConnectors) }
        }
        let whole = PendingExportReport(result: [])
        var report = try StreamedReport(whole)
        print(format == .json ? report.head : PendingDocument.head(format), terminator: "")
        func write(_ page: PendingReview) throws -> PendingReview {
            let found = page.filtered(wanted)
            let shown = redaction.map { $0.redact(found) } ?? found
            let text = format == .json ? try report.body(shown.changes) : try PendingDocument.body(format, shown)
            print(text, terminator: "")
            return shown
        }
        try await pages?.each { page in notes = try write(page).notes }
        try await writeBacks?.each { page in notes = try write(page).notes }
        if format == .json {
            print(try report.tail(whole))
        } else {
            print(PendingDocument.tail(format), terminator: "")
        }
        if let remark = try await PendingBasis.read(workspace).remark { notes.append(remark) }
        for note in notes { Output.note(note) }
    }

    private static let otherConnectors =
        "What waits to be written back to forests is not in it, since a csexport file is of one connector: `--forest NAME` "
        + "writes that of a forest."
}

/// The changes that wait, all of them, for programs.
struct PendingExportReport: Report {
    static let kind = "pending.export"
    let result: [PendingChange]

    func text(_ style: Style) -> String { "\(result.count)" }
}
