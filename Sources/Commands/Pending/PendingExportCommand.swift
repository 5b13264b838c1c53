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
        let found = try await PendingReview.read(try await workspace.open(), detail: true).filtered(filter.filter)
        let review = redaction.map { $0.redact(found) } ?? found
        switch format {
        case .csv: print(PendingDocument.csv(review), terminator: "")
        case .ldif: print(PendingDocument.ldif(review), terminator: "")
        case .csexport: print(PendingDocument.csexport(review), terminator: "")
        case .json: try Renderer(format: .json).show(PendingExportReport(result: review.changes))
        }
        for note in review.notes { Output.note(note) }
    }
}

/// The changes that wait, all of them, for programs.
struct PendingExportReport: Report {
    static let kind = "pending.export"
    let result: [PendingChange]

    func text(_ style: Style) -> String { "\(result.count)" }
}
