import ArgumentParser
import WizardTasks

/// The command `dryad plan show`.
struct PlanShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a plan that was written to a file; works without its workspace, and after it was applied."
    )

    @Argument(help: "The file.")
    var file: String
    @Flag(help: "List every name and every facet.")
    var all = false
    @Option(help: "Show it as a document: markdown for a pull request, html for a browser.")
    var format: ReportForm?
    @Option(
        help: ArgumentHelp(
            "Write the document to a file; its ending, .md or .html, tells the form too.",
            valueName: "file"
        )
    )
    var to: String?
    @OptionGroup var redaction: RedactionOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let to, format == nil, ReportForm(ending: to) == nil {
            throw ValidationError("The ending of \(to) tells no form: give --format markdown or --format html.")
        }
        guard output.output == .text || format == nil && to == nil else {
            throw ValidationError("--output json prints the plan's data; --format and --to make a document of it.")
        }
    }

    func run() async throws {
        if case .settings(let plan) = try StoredPlan.read(file) {
            guard format == nil, to == nil, !redaction.redact else {
                throw ValidationError("A plan to change settings is shown as text or JSON, with its names.")
            }
            return try output.show(SettingsReport(plan: plan, stage: .shown))
        }
        let redaction = try redaction.redaction()
        let plan = try PlanFile.read(file).plan
        let shown = try redaction?.redact(plan) ?? plan
        if let form = format ?? to.flatMap(ReportForm.init(ending:)) {
            try PlanDocument(plan: shown, form: form).show(to: to)
        } else {
            try output.show(RefreshReport(plan: shown, stage: .shown, listsAll: all))
        }
    }
}
