import Diagnostics
import Plans
import SyncEngine
import SyncRules
import WizardTasks

/// The plan of a task that changes settings: made, applied, or read from a file.
struct SettingsReport: Report {
    /// What has been done with the plan.
    enum Stage {
        /// It was made; perhaps written to a file.
        case planned(file: String?)
        /// It was applied.
        case applied
        /// It was read from a file and is only looked at.
        case shown
    }

    struct Result: Encodable {
        let isApplied: Bool
        let isEmpty: Bool
        let plan: Plan<SettingsContent>
    }

    static let kind = "settings"
    let result: Result
    private let stage: Stage

    init(plan: Plan<SettingsContent>, stage: Stage) {
        let isApplied = if case .applied = stage { true } else { false }
        result = Result(isApplied: isApplied, isEmpty: plan.content.isEmpty, plan: plan)
        self.stage = stage
    }

    private var content: SettingsContent { result.plan.content }

    func text(_ style: Style) -> String {
        if let staging = content.staging, !isFromFile {
            return StagingReport(content: staging, hazards: result.plan.hazards, isApplied: result.isApplied).text(
                style
            )
        }
        return ([headline(style)] + details(style)).joined(separator: "\n\n")
    }

    private var isFromFile: Bool { if case .shown = stage { true } else { false } }

    /// What would change, without the sentence above it.
    func details(_ style: Style) -> [String] {
        var parts: [String] = []
        if !result.plan.hazards.isEmpty {
            parts.append(
                result.plan.hazards.map { style.attention("! ") + Terminal.visible($0.sentence) }.joined(
                    separator: "\n"
                )
            )
        }
        if let directory = content.directory {
            var table = TextTable([])
            for fact in directory.facts { table.add([fact.name, fact.value]) }
            parts.append("\(Terminal.visible(directory.name)) answers:\n" + table.text(style, indent: "  "))
        }
        if !(content.settings + content.tenant).isEmpty {
            var table = TextTable(["setting", "from", "to"])
            for one in content.settings + content.tenant { table.add([one.name, one.from ?? "-", one.to ?? "-"]) }
            parts.append(table.text(style))
        }
        if !content.rules.isEmpty { parts.append(RuleChangesText(content.rules, names: names, style).text) }
        if let merge = content.merge { parts.append(MergeText(merge, connector: name).text(style)) }
        if !content.requirements.isEmpty {
            var due = TextTable(["to run", "connector", "why"])
            if let directory = content.directory {
                due.add(["Refresh directory schema", directory.name, directory.refresh])
            }
            for one in content.requirements { due.add([one.kind.title, name(one.connector.text), one.reason]) }
            parts.append(due.text(style))
        }
        if !content.consequences.isEmpty {
            parts.append(content.consequences.map { Terminal.visible($0) }.joined(separator: "\n"))
        }
        return parts
    }

    private func name(_ connector: String) -> String { content.forests[connector] ?? "tenant" }

    private var names: [(connector: ConnectorID, name: String)] {
        content.forests.sorted { $0.value < $1.value }.map { (ConnectorID($0.key), $0.value) }
    }

    private func headline(_ style: Style) -> String {
        let title = content.request.title
        guard !result.isEmpty else { return "\(title): nothing is to be done, it is so already." }
        switch stage {
        case .applied: return style.good("Applied: ") + title + "."
        case .planned(let file?):
            return style.attention("Planned: ") + title + ". Nothing has changed yet; "
                + "`dryad apply \(Terminal.visible(file))` applies the plan \(result.plan.digest.short)."
        case .planned:
            return style.attention("Planned: ") + title
                + ". Nothing has changed yet; --yes applies the plan \(result.plan.digest.short)."
        case .shown:
            let origin = result.plan.origin.map { " by \($0.author) on \($0.date)" } ?? ""
            return style.attention("Plan \(result.plan.digest.short)") + origin + ": " + title + "."
        }
    }
}
