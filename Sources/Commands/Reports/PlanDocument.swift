import Plans
import WizardTasks

/// A plan as a document of some form.
struct PlanDocument {
    let plan: Plan<RefreshContent>
    let form: ReportForm

    /// The document; the same bytes for the same plan and the same build.
    var text: String {
        let outline = PlanOutline(plan)
        return switch form {
        case .markdown: PlanMarkdown(outline).text
        case .html: PlanPage(outline).text
        }
    }

    /// Writes it to a file, or prints it.
    func show(to path: String?) throws {
        guard let path else { return print(text, terminator: "") }
        try ReportFile.write(text, to: path)
    }
}
