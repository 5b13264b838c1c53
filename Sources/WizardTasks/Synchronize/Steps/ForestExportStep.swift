import SQLiteStore
import SyncEngine
import SyncRules

/// The export of what waits for forests: to Dryad's simulated copies of them, and never over LDAP.
///
/// In staging mode what waits is counted and kept, and nothing is called that could write.
struct ForestExportStep {
    /// A decision to export although staging mode is on.
    var override: StagingOverride?
    let stop: StopSignal

    /// Exports to each forest that something waits for, in the order of the forests.
    ///
    /// One that could not be read in this cycle could not be written either.
    func run(in workspace: Workspace, _ result: inout SynchronizationReport) async throws {
        let unread = Set(result.imports.filter { $0.failure != nil }.map(\.forest))
        for forest in workspace.configuration.forests where !unread.contains(forest.name) {
            let waiting = try await waiting(for: forest, workspace)
            guard !waiting.isEmpty else { continue }
            try stop.check()
            try await export(waiting, to: forest, workspace, &result)
        }
    }

    /// Exports to one forest, also where nothing waits for it: somebody has asked for that.
    func run(
        to forest: ForestConfiguration,
        in workspace: Workspace,
        _ result: inout SynchronizationReport
    ) async throws {
        try await export(try await waiting(for: forest, workspace), to: forest, workspace, &result)
    }

    private func waiting(for forest: ForestConfiguration, _ workspace: Workspace) async throws -> [String: Int] {
        try await workspace.store.writeBackCounts(of: forest.connector).filter { $0.value > 0 }
    }

    private func export(
        _ waiting: [String: Int],
        to forest: ForestConfiguration,
        _ workspace: Workspace,
        _ result: inout SynchronizationReport
    ) async throws {
        let began = workspace.surroundings.date
        let isSuppressed = workspace.configuration.isStaging && override == nil
        var export = SynchronizationReport.ForestExport(
            forest: forest.name,
            isSuppressed: isSuppressed,
            waiting: waiting,
            written: 0
        )
        if !isSuppressed {
            note(workspace, &result)
            if !waiting.isEmpty { export.written = try await workspace.store.writeBack(to: forest.connector) }
        }
        result.writeBacks = (result.writeBacks ?? []) + [export]
        result.steps.append(
            RunStep(
                connector: forest.connector,
                profile: .export,
                began: began,
                ended: workspace.surroundings.date,
                status: isSuppressed || waiting.isEmpty ? .completedNoObjects : .success,
                counters: isSuppressed ? [.pending: export.count] : [.updates: export.written],
                remarks: remarks(export)
            )
        )
    }

    /// Notes that staging mode was passed, by whose decision.
    private func note(_ workspace: Workspace, _ result: inout SynchronizationReport) {
        guard workspace.configuration.isStaging, let override else { return }
        result.override = override
        result.letPass(GuardOverride(kind: .staging, limit: nil, reason: override.reason, author: override.author))
    }

    private func remarks(_ export: SynchronizationReport.ForestExport) -> [String] {
        if export.isSuppressed { return ["Staging mode is on: nothing was written."] }
        if export.waiting.isEmpty { return ["Nothing waits to be written back to it."] }
        return ["Written to Dryad's simulated copy of the forest; the forest itself is never written."]
    }
}
