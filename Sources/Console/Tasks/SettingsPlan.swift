import Plans
import SyncEngine
import SyncRules
import WizardTasks

/// The plan of a task that changes settings, part by part.
enum SettingsPlan {
    /// The plan as pages show it and apply it.
    static func prepared(
        _ plan: Plan<SettingsContent>,
        sentence: String,
        before: [any PagePart] = [],
        done: String,
        offersSynchronization: Bool = true
    ) throws -> PreparedTask {
        let content = plan.content
        return PreparedTask(
            plan,
            isEmpty: content.isEmpty,
            sentence: sentence,
            parts: { before + parts(content, $0) },
            offersSynchronization: offersSynchronization,
            document: try PlanFile.text(of: plan)
        ) { workspace, _ in
            try await ChangeSettings(in: workspace).apply(plan)
            return [done]
                + content.requirements.map { "\($0.kind.title) of \(name(of: $0.connector, content)) is due." }
        }
    }

    /// What differs, what it means for rules and runs, and what it would mean where Dryad changes nothing.
    private static func parts(_ content: SettingsContent, _ pages: TablePages) -> [any PagePart] {
        let pages = pages.keeping(["settings", "rules"])
        var parts: [any PagePart] = []
        let changes = content.settings + content.tenant
        if !changes.isEmpty {
            parts.append(table(changes, pages))
        }
        if !content.rules.isEmpty {
            parts.append(RefreshPlanParts.rules(content.rules.changes, pages) { name(of: $0, content) })
        }
        if !content.requirements.isEmpty {
            let refresh = content.directory.map { "Refresh directory schema of \($0.name): \($0.refresh)" }
            let runs = content.requirements.map {
                "\($0.kind.title) of \(name(of: $0.connector, content)): \($0.reason)"
            }
            parts.append(
                TextPart(
                    title: "What must be run afterwards",
                    ([refresh].compactMap { $0 } + runs).map { TextLine($0) }
                )
            )
        }
        if !content.consequences.isEmpty {
            parts.append(
                TextPart(
                    title: "What it would mean beside the workspace",
                    Words.shortened(content.consequences, to: Words.page)
                )
            )
        }
        return parts
    }

    /// The settings that differ: a large filter is hundreds.
    private static func table(_ changes: [SettingChange], _ pages: TablePages) -> TablePart {
        TablePart.paged(
            title: "Settings",
            caption: "Settings that differ",
            columns: ["setting", "now", "afterwards"],
            empty: "",
            rows: changes,
            pages,
            "settings"
        ) { one in
            [
                [TextLine(one.name)], [TextLine(one.from ?? "-", tone: .gone)],
                [TextLine(one.to ?? "-", tone: .come)],
            ]
        }
    }

    private static func name(of connector: ConnectorID, _ content: SettingsContent) -> String {
        content.forests[connector.text] ?? "tenant"
    }
}
