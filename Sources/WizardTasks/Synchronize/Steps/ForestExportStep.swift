import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// The export of what waits for forests: to Dryad's simulated copies of them, and never over LDAP.
///
/// In staging mode what waits is counted and kept, and nothing is called that could write.
struct ForestExportStep {
    /// A decision to export although staging mode is on.
    var override: StagingOverride?

    /// How many deletions may go this once, whatever the guard says, by whose decision.
    var allowedDeletions: GuardOverride?
    let stop: StopSignal
    let history: RunHistory

    /// Exports to each forest that something waits for, in the order of the forests; the deletion guard stops it before the
    /// first of them of whose copy too much would be deleted.
    ///
    /// One that could not be read in this cycle could not be written either.
    func run(in workspace: Workspace, _ result: inout SynchronizationReport) async throws {
        let unread = Set(result.imports.filter { $0.failure != nil }.map(\.forest))
        for forest in workspace.configuration.forests where !unread.contains(forest.name) {
            let waiting = try await waiting(for: forest, workspace)
            guard !waiting.isEmpty else { continue }
            try stop.check()
            try await export(waiting, to: forest, workspace, &result)
            guard result.stopped == nil else { return }
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
        let pending = try await workspace.store.copyObjectCounts(of: forest.connector)
        let counts = SynchronizationReport.count(pending)
        var export = SynchronizationReport.ForestExport(
            forest: forest.name,
            isSuppressed: isSuppressed,
            waiting: waiting,
            written: 0,
            added: counts[PendingExport.Operation.add.rawValue],
            deleted: counts[PendingExport.Operation.delete.rawValue]
        )
        let objection = try await objection(to: pending, of: forest, workspace)
        // What somebody has let pass counts in place of the guard, also where that would let more pass.
        let limit = allowedDeletions?.limit
        let refusal = isSuppressed ? nil : try await self.objection(to: pending, of: forest, workspace, allowing: limit)
        if let objection, isSuppressed {
            result.notes.append(
                "Without staging mode the deletion guard would stop this export to \(forest.name): \(objection)"
            )
        }
        if let refusal {
            result.outcome = SynchronizationReport.guarded
            result.stopped =
                "\(forest.name): \(refusal) Nothing was written to its simulated copy. "
                + refusal.advice(listedBy: "dryad pending list --forest \(forest.name)")
        } else if !isSuppressed {
            note(workspace, &result)
            if objection != nil, let allowedDeletions { result.letPass(allowedDeletions) }
            if !waiting.isEmpty {
                try await history.begin(&result, export: forest.connector, pending: export.count)
                export.written = try await workspace.store.writeBack(
                    to: forest.connector,
                    at: workspace.surroundings.date
                )
            }
        }
        result.writeBacks = (result.writeBacks ?? []) + [export]
        let isIdle = isSuppressed || waiting.isEmpty
        result.steps.append(
            RunStep(
                connector: forest.connector,
                profile: .export,
                began: began,
                ended: workspace.surroundings.date,
                status: refusal != nil ? .stoppedDeletionThreshold : isIdle ? .completedNoObjects : .success,
                counters: isSuppressed || refusal != nil ? [.pending: export.count] : counters(export),
                remarks: refusal != nil ? [result.stopped].compactMap(\.self) : remarks(export)
            )
        )
    }

    /// Why the deletion guard would stop an export of what is to be deleted from the copy of a forest; nothing where it lets it
    /// pass.
    private func objection(
        to pending: [PendingCount],
        of forest: ForestConfiguration,
        _ workspace: Workspace,
        allowing allowed: Int? = nil
    ) async throws -> DeletionGuard.Objection? {
        guard pending.contains(where: { $0.operation == .delete }) else { return nil }
        let made = try await workspace.store.madeCounts(of: forest.connector)
        return workspace.configuration.deletionGuard.objection(to: pending, accepted: made, allowing: allowed)
    }

    /// What was written: objects that are new to the copy, that were changed there, and that were deleted from it.
    private func counters(_ export: SynchronizationReport.ForestExport) -> [RunCounter: Int] {
        guard export.written > 0 else { return [.updates: 0] }
        let (added, deleted) = (export.added ?? 0, export.deleted ?? 0)
        var counters: [RunCounter: Int] = [.updates: export.written - added - deleted]
        if added > 0 { counters[.adds] = added }
        if deleted > 0 { counters[.deletes] = deleted }
        return counters
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
