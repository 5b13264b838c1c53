import DirectorySchema
import HTTPTypes
import Plans
import SyncEngine
import SyncRules
import WizardTasks

/// Refresh directory schema.
struct RefreshTask: PlanningTask, ListedTask {
    let task = AdditionalTask.refresh

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        let overview = try await WorkspaceOverview.read(workspace)
        var form = TaskFormPart(path: path, token: token, button: "Read and compare")
        form.addTicks(
            "Directories whose schema is read",
            name: "forest",
            overview.forests.map { forest in
                (
                    forest.name, forest.name,
                    forest.lastRefresh.map { "\(forest.source), last read \(Words.moment($0))" }
                        ?? "\(forest.source), never read", true
                )
            }
        )
        return [
            TextPart([
                TextLine("A directory that is not selected stays as it is. Nothing changes before the plan is applied.")
            ]),
            form,
        ]
    }

    func prepare(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> PreparedTask {
        let forests = form.all("forest")
        guard !forests.isEmpty else {
            throw Refusal(
                status: .badRequest,
                title: "No directory was selected",
                advice: ["Nothing was read. Go back and select at least one."],
                next: (title, path)
            )
        }
        let refresh = RefreshSchema(in: workspace)
        let preparation = try await refresh.prepare(forests: forests, report: report)
        let content = preparation.plan.content
        return PreparedTask(
            preparation.plan,
            isEmpty: content.isEmpty,
            sentence: sentence(content),
            parts: { RefreshPlanParts.make(content, workspace, $0) },
            offersSynchronization: content.failures.isEmpty,
            document: try PlanFile.text(of: preparation.plan)
        ) { workspace, _ in
            try await RefreshSchema(in: workspace).apply(preparation)
            return ["The schemas and the rules are as planned."]
                + content.requirements.map {
                    "\($0.kind.title) of \(workspace.configuration.name(of: $0.connector)) is due."
                }
        }
    }

    private func sentence(_ content: RefreshContent) -> String {
        let changed = content.forests.filter(\.changes).map(\.name)
        guard !content.isEmpty else { return "Nothing differs from what is cached." }
        return changed.isEmpty
            ? "The rules change; no schema does."
            : "The cached schema of \(changed.joined(separator: ", ")) changes, and "
                + "\(Words.count(content.rules.changes.count, "rule")) with it."
    }
}
