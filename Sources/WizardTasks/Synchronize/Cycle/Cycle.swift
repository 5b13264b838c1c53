import DirectorySchema
import SQLiteStore
import SyncEngine
import SyncRules

/// The steps of a cycle in their order: imports, synchronization, export; whoever runs it holds the workspace's lock.
struct Cycle {
    private let workspace: Workspace
    private let override: StagingOverride?

    init(_ workspace: Workspace, override: StagingOverride? = nil) {
        self.workspace = workspace
        self.override = override
    }

    func run(_ report: @Sendable (TaskEvent) -> Void) async throws -> SynchronizationReport {
        let began = workspace.surroundings.date
        let rules = try await WorkspaceRules.read(workspace)
        let basis = CycleBasis(workspace, rules)
        try basis.refuseStrangers()
        var result = SynchronizationReport(outcome: "success")
        var connectors: [SynchronizedConnector] = []
        let forests = try await basis.forests()
        for (forest, schema) in forests {
            let step = ImportStep(forest: forest, schema: schema, rules: rules.active.rules(of: forest.connector))
            do {
                connectors.append(try await step.run(in: workspace, &result, report))
            } catch {
                try Task.checkCancellation()
                result.imports.append(
                    .init(forest: forest.name, objects: [:], added: 0, updated: 0, deleted: 0, failure: "\(error)")
                )
                result.outcome = "stopped-connectivity"
            }
        }
        if try basis.rulesAreOld(forests) {
            result.notes.append(
                "The rules do not fit dryad.yaml and the cached schemas any more: `dryad schema refresh` shows what differs. "
                    + "This run used the rules that were last applied."
            )
        }
        if result.outcome == "success" {
            let synchronization = SynchronizationStep(
                connectors: connectors,
                tenantRules: rules.active.rules(of: .tenant)
            )
            try await synchronization.run(in: workspace, &result, report)
            try await ExportStep(override: override).run(in: workspace, &result, report)
            // What was not seen weighs more than what went wrong with single objects; a guard that has stopped the run
            // weighs more than both.
            if result.stopped == nil, result.imports.contains(where: { !$0.incomplete.isEmpty }) {
                result.outcome = SynchronizationReport.incomplete
            }
        }
        result.number = try await workspace.store.record(
            began: began,
            ended: workspace.surroundings.date,
            outcome: result.outcome,
            steps: result.steps,
            figures: result.figures
        )
        return result
    }
}
