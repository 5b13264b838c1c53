import Plans
import SyncEngine
import WizardTasks

/// Configure staging mode.
struct StagingTask: PlanningTask, ListedTask {
    let task = AdditionalTask.staging

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        let isOn = workspace.configuration.isStaging
        var form = TaskFormPart(path: path, token: token, button: "Show what it would do")
        form.addTicks(
            "Staging mode",
            name: "staging",
            [
                (
                    "on", "Enable staging mode",
                    "Imports and synchronizations go on; nothing is exported, and pending exports can be looked at.",
                    isOn
                )
            ]
        )
        return [
            TextPart([TextLine("Staging mode is \(isOn ? "on" : "off") now.", tone: isOn ? .warning : .good)]), form,
        ]
    }

    func prepare(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> PreparedTask {
        let plan = try await SwitchStagingMode(in: workspace).plan(to: form["staging"] == "on")
        guard let content = plan.content.staging else {
            throw Refusal.stale("The plan says nothing of staging mode.")
        }
        let counts = content.pending.reduce(into: [PendingExport.Operation: Int]()) { counts, one in
            if let operation = PendingExport.Operation(rawValue: one.key) { counts[operation] = one.value }
        }
        let pending = content.isUnknown == true ? "whatever the first synchronization finds" : Words.pending(counts)
        var facts = FactsPart(title: "On the next cycle")
        facts.add("Staging mode", "\(content.from ? "on" : "off") now, \(content.to ? "on" : "off") afterwards")
        facts.add("Import and synchronization", "run as before")
        facts.add("Export", content.to ? "held back: \(pending)" : "\(pending) would go to the tenant")
        if let writeBacks = content.writeBacks {
            let objects = writeBacks.sorted { $0.key < $1.key }
                .map { "\(Words.count($0.value, "object")) of \($0.key)" }.joined(separator: ", ")
            facts.add(
                "Write-back",
                content.to ? "held back: \(objects)" : "\(objects) would be written to simulated copies"
            )
        }
        return try SettingsPlan.prepared(
            plan,
            sentence: content.from == content.to
                ? "Staging mode is \(content.to ? "on" : "off") already."
                : content.to
                    ? "Exports are held back from now on."
                    : "Exports go to the tenant from the next run on: \(pending).",
            before: [facts],
            done: "Staging mode is \(content.to ? "on" : "off") now."
        )
    }
}
