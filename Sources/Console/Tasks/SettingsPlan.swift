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
        done: String
    ) throws -> PreparedTask {
        let content = plan.content
        return PreparedTask(
            plan,
            isEmpty: content.isEmpty,
            sentence: sentence,
            parts: before + parts(content),
            offersSynchronization: true,
            document: try PlanFile.text(of: plan)
        ) { workspace, _ in
            try await ChangeSettings(in: workspace).apply(plan)
            return [done]
                + content.requirements.map { "\($0.kind.title) of \(name(of: $0.connector, content)) is due." }
        }
    }

    /// What differs, what it means for rules and runs, and what it would mean where Dryad changes nothing.
    private static func parts(_ content: SettingsContent) -> [any PagePart] {
        var parts: [any PagePart] = []
        let changes = content.settings + content.tenant
        if !changes.isEmpty {
            parts.append(table(changes))
        }
        if !content.rules.isEmpty {
            parts.append(RefreshPlanParts.rules(content.rules.changes) { name(of: $0, content) })
        }
        if !content.requirements.isEmpty {
            parts.append(
                TextPart(
                    title: "What must be run afterwards",
                    content.requirements.map {
                        TextLine("\($0.kind.title) of \(name(of: $0.connector, content)): \($0.reason)")
                    }
                )
            )
        }
        if !content.consequences.isEmpty {
            parts.append(
                TextPart(title: "What it would mean beside the workspace", content.consequences.map { TextLine($0) })
            )
        }
        return parts
    }

    /// The settings that differ.
    static func table(_ changes: [SettingChange]) -> TablePart {
        TablePart(
            title: "Settings",
            caption: "Settings that differ: \(changes.count)",
            columns: ["setting", "now", "afterwards"],
            empty: "",
            rows: changes.map { one in
                [
                    [TextLine(one.name)], [TextLine(one.from ?? "-", tone: .gone)],
                    [TextLine(one.to ?? "-", tone: .come)],
                ]
            }
        )
    }

    private static func name(of connector: ConnectorID, _ content: SettingsContent) -> String {
        content.forests[connector.text] ?? "tenant"
    }
}
