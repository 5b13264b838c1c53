import Plans
import WizardTasks

/// What the pages of a task lead to.
enum FlowOutcome {
    /// A plan that changes settings.
    case settings(Plan<SettingsContent>)
    /// A plan that refreshes schemas.
    case refresh(RefreshPreparation)
    /// Something to look at; nothing changes.
    case page(String)

    /// Whether there is nothing to change.
    var isEmpty: Bool {
        switch self {
        case .settings(let plan): plan.content.isEmpty
        case .refresh(let preparation): preparation.plan.content.isEmpty
        case .page: true
        }
    }

    /// What the page "Ready to configure" says.
    func text(_ style: Style) -> String {
        switch self {
        case .settings(let plan):
            let report = SettingsReport(plan: plan, stage: .planned(file: nil))
            guard !plan.content.isEmpty else { return "Nothing is to be changed: it is so already." }
            let numbers =
                plan.content.staging.map { ["Pending on the next cycle: \(PendingCounts.text($0))."] } ?? []
            return (["The plan \(plan.digest.short):"] + report.details(style) + numbers).joined(separator: "\n\n")
        case .refresh(let preparation):
            return RefreshReport(plan: preparation.plan, stage: .shown, listsAll: false).text(style)
        case .page(let text): return text
        }
    }
}
