import DirectorySchema
import Plans
import SQLiteStore
import SyncEngine
import SyncRules

/// The steps of a cycle in the product's order: forests are imported, the tenant is, everything is synchronized, the tenant
/// is exported to, then the forests (entra-connect.md 4.4); whoever runs it holds the workspace's lock.
struct Cycle {
    private let workspace: Workspace
    private let request: CycleRequest
    private let override: StagingOverride?
    private let stop: StopSignal

    init(_ workspace: Workspace, _ request: CycleRequest, override: StagingOverride? = nil, as holder: TaskHolder) {
        self.workspace = workspace
        self.request = request
        self.override = override
        stop = StopSignal(store: workspace.store, holder: holder)
    }

    func run(_ report: @escaping @Sendable (TaskEvent) -> Void) async throws -> SynchronizationReport {
        let wishes = try request.wishes(by: workspace.surroundings.author)
        let rules = try await WorkspaceRules.read(workspace)
        let basis = CycleBasis(workspace, rules)
        try basis.refuseStrangers()
        let forests = try await basis.forests()
        let needs = try await CycleNeeds.find(workspace, policy: request.policy)
        var result = SynchronizationReport(outcome: RunStatus.success.rawValue)
        result.task = "cycle \(needs.policy.rawValue)"
        result.overrides = [wishes.reason].compactMap(\.self)
        let history = RunHistory(workspace)
        return try await history.keep(result) { result in
            try await steps(rules, basis, forests, needs, wishes, history, &result, report)
        }
    }

    private func steps(
        _ rules: WorkspaceRules,
        _ basis: CycleBasis,
        _ forests: [(ForestConfiguration, SchemaSnapshot)],
        _ needs: CycleNeeds,
        _ wishes: GuardWishes,
        _ history: RunHistory,
        _ result: inout SynchronizationReport,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws {
        var connectors: [SynchronizedConnector] = []
        for (forest, schema) in forests {
            try stop.check()
            let before = result.outcome
            let step = ImportStep(
                forest: forest,
                schema: schema,
                rules: rules.active.rules(of: forest.connector),
                fullBecause: needs.fullImports[forest.connector],
                stop: stop
            )
            if let connector = try await step.attempt(in: workspace, &result, report) {
                connectors.append(connector)
            } else if let known = try await UnreadForest(forest, schema, workspace, needs).connector(rules, &result) {
                connectors.append(known)
                result.outcome = before
            }
        }
        if try basis.rulesAreOld(forests) { result.notes.append(CycleBasis.oldRules) }
        guard !RunStatus(rawValue: result.outcome).isStopped else { return }
        try await checkImports(forests.map(\.0), passing: wishes.drop, &result)
        guard result.stopped == nil else { return }
        try stop.check()
        let tenantRules = rules.active.rules(of: .tenant)
        try await ConfirmationStep(isFull: needs.policy == .initial, rules: tenantRules)
            .run(in: workspace, &result, report)
        guard result.stopped == nil else { return }
        try stop.check()
        let synchronization = SynchronizationStep(
            connectors: connectors,
            tenantRules: tenantRules,
            rulesPrint: rules.print,
            fullBecause: needs.fullSynchronization ?? request.evaluation,
            evaluatesAll: request.evaluatesAll
        )
        try await synchronization.run(in: workspace, &result, report)
        guard result.stopped == nil else { return }
        try stop.check()
        try await ExportStep(override: override, allowedDeletions: wishes.deletions, stop: stop, history: history)
            .run(in: workspace, &result, report)
        // What has stopped the export to the tenant stops what belongs to it on the other side too.
        if result.stopped == nil {
            try await ForestExportStep(
                override: override,
                allowedDeletions: wishes.deletions,
                stop: stop,
                history: history
            ).run(
                in: workspace,
                &result
            )
        }
        // What was not seen weighs more than what went wrong with single objects; a guard that has stopped the run weighs
        // more than both.
        if result.stopped == nil, result.imports.contains(where: { !$0.isWhole }) {
            result.outcome = SynchronizationReport.incomplete
        }
    }

    private func checkImports(
        _ forests: [ForestConfiguration],
        passing wish: GuardOverride?,
        _ result: inout SynchronizationReport
    ) async throws {
        var objections: [String] = []
        for forest in forests {
            let found = try await ImportCheck(workspace: workspace).objections(forest, passing: wish, &result)
            objections += found.map { "\(forest.name): \($0)" }
        }
        _ = ImportCheck.note(objections, in: &result)
    }
}
