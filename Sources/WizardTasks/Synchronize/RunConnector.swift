import Connectors
import DirectorySchema
import Plans
import SQLiteStore
public import SyncEngine
import SyncRules

/// One run profile of one connector, as somebody asks for it by hand.
public struct RunConnector: Sendable {
    private let workspace: Workspace
    private let connector: String
    private let profile: RunProfile
    private let request: CycleRequest

    /// Prepares the task; `connector` is the name of a forest, or `tenant`.
    public init(
        in workspace: Workspace,
        connector: String,
        profile: RunProfile,
        _ request: CycleRequest = CycleRequest()
    ) {
        self.workspace = workspace
        self.connector = connector
        self.profile = profile
        self.request = request
    }

    /// Runs the profile.
    public func run(report: @escaping @Sendable (TaskEvent) -> Void) async throws -> SynchronizationReport {
        let wishes = try request.wishes(by: workspace.surroundings.author)
        let forest = try forest()
        let override = profile == .export ? try request.stagingOverride(workspace) : nil
        return try await workspace.holding("run \(connector) \(profile.rawValue)") { holder in
            var result = SynchronizationReport(outcome: RunStatus.success.rawValue)
            result.task = "\(forest?.name ?? "tenant") \(profile.rawValue)"
            result.overrides = [wishes.reason].compactMap(\.self)
            let stop = StopSignal(store: workspace.store, holder: holder)
            let history = RunHistory(workspace)
            return try await history.keep(result) { result in
                try await step(forest, wishes, override, stop, history, &result, report)
            }
        }
    }

    /// The forest; nothing where the tenant is meant.
    private func forest() throws(TaskError) -> ForestConfiguration? {
        guard connector.lowercased() != "tenant" else { return nil }
        return try workspace.configuration.forest(named: connector)
    }

    private func step(
        _ forest: ForestConfiguration?,
        _ wishes: GuardWishes,
        _ override: StagingOverride?,
        _ stop: StopSignal,
        _ history: RunHistory,
        _ result: inout SynchronizationReport,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws {
        let rules = try await WorkspaceRules.read(workspace)
        let basis = CycleBasis(workspace, rules)
        try basis.refuseStrangers()
        switch profile {
        case .fullImport, .deltaImport:
            guard let forest else {
                return try await ConfirmationStep(
                    isFull: profile == .fullImport,
                    rules: rules.active.rules(of: .tenant)
                ).run(in: workspace, &result, report)
            }
            try await importObjects(of: forest, basis, rules, stop, &result, report)
        case .fullSynchronization, .deltaSynchronization:
            try await synchronize(basis, rules, wishes, &result, report)
        case .export:
            if let forest {
                return try await ForestExportStep(
                    override: override,
                    allowedDeletions: wishes.deletions,
                    stop: stop,
                    history: history
                )
                .run(to: forest, in: workspace, &result)
            }
            try await ExportStep(override: override, allowedDeletions: wishes.deletions, stop: stop, history: history)
                .run(in: workspace, &result, report)
        }
    }

    private func importObjects(
        of forest: ForestConfiguration,
        _ basis: CycleBasis,
        _ rules: WorkspaceRules,
        _ stop: StopSignal,
        _ result: inout SynchronizationReport,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws {
        let required = try await workspace.store.requirements().first {
            $0.connector == forest.connector && $0.kind == .fullImport
        }
        let step = ImportStep(
            forest: forest,
            schema: try await basis.schema(of: forest),
            rules: rules.active.rules(of: forest.connector),
            fullBecause: profile == .fullImport ? "A full import was asked for." : required?.reason,
            stop: stop
        )
        _ = try await step.attempt(in: workspace, &result, report)
        if !RunStatus(rawValue: result.outcome).isStopped, result.imports.contains(where: { !$0.incomplete.isEmpty }) {
            result.outcome = SynchronizationReport.incomplete
        }
    }

    private func synchronize(
        _ basis: CycleBasis,
        _ rules: WorkspaceRules,
        _ wishes: GuardWishes,
        _ result: inout SynchronizationReport,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws {
        var objections: [String] = []
        var connectors: [SynchronizedConnector] = []
        for (forest, schema) in try await basis.forests() {
            objections += try await ImportCheck(workspace: workspace)
                .objections(forest, passing: wishes.drop, &result).map { "\(forest.name): \($0)" }
            connectors.append(
                SynchronizedConnector(
                    identity: forest.connector,
                    kind: .forest,
                    schema: schema,
                    parameters: try await parameters(of: forest, schema),
                    rules: rules.active.rules(of: forest.connector)
                )
            )
        }
        guard ImportCheck.note(objections, in: &result) else { return }
        let needs = try await CycleNeeds.find(workspace, policy: .delta)
        let step = SynchronizationStep(
            connectors: connectors,
            tenantRules: rules.active.rules(of: .tenant),
            rulesPrint: rules.print,
            fullBecause: profile == .fullSynchronization
                ? "A full synchronization was asked for." : needs.fullSynchronization ?? request.evaluation,
            evaluatesAll: request.evaluatesAll
        )
        try await step.run(in: workspace, &result, report)
        result.notes.append("Rules run over all connectors together, so this was a synchronization of all of them.")
    }

    /// What the rules' parameters stand for: as the last import has found, since a synchronization asks no forest.
    private func parameters(of forest: ForestConfiguration, _ schema: SchemaSnapshot) async throws -> RuleParameters {
        if let known = try await workspace.store.lastParameters(of: forest.connector) { return known }
        return try await ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings)
            .reader(forest).connector(forest.connector, schema: schema).parameters()
    }
}
