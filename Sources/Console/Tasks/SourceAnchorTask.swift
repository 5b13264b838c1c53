import SyncRules
import WizardTasks

/// Configure source anchor: there is one way, so nothing is asked.
struct SourceAnchorTask: PlanningTask, ListedTask {
    let task = AdditionalTask.anchor

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        var facts = FactsPart()
        facts.add("Source anchor now", "\(workspace.configuration.options.sourceAnchor)")
        facts.add("Afterwards", "\(SourceAnchor.consistencyGuid)")
        return [
            facts,
            TextPart([
                TextLine("There is no way back.", tone: .warning),
                TextLine(
                    "It is refused where an imported object has a value of mS-DS-ConsistencyGuid already: another program uses "
                        + "the attribute then, or another server was switched before."
                ),
            ]), TaskFormPart(path: path, token: token, button: "Show what it would do"),
        ]
    }

    func prepare(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> PreparedTask {
        try SettingsPlan.prepared(
            try await ChangeSettings(in: workspace).plan(.sourceAnchor(SourceAnchorRequest())),
            sentence: "The source anchor is \(SourceAnchor.consistencyGuid) from then on.",
            done: "The source anchor is \(SourceAnchor.consistencyGuid) now."
        )
    }
}
