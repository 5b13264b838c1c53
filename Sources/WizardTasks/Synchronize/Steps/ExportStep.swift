import CloudTenant
import Connectors
import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// The export of what is pending to the tenant; in staging mode everything is counted and kept.
///
/// While exports are held back, nothing is made that could send any.
struct ExportStep {
    /// A decision to export although staging mode is on.
    var override: StagingOverride?

    /// How many deletions may go this once, whatever the guard says, by whose decision.
    var allowedDeletions: GuardOverride?
    let stop: StopSignal
    let history: RunHistory

    /// Exports, unless staging mode is on or a guard objects.
    func run(
        in workspace: Workspace,
        _ result: inout SynchronizationReport,
        _ report: @Sendable (TaskEvent) -> Void
    ) async throws {
        let began = workspace.surroundings.date
        var sent: [PendingExport.Operation: Int] = [:]
        do {
            try await send(in: workspace, &result, &sent, report)
        } catch {
            note(sent, since: began, [result.stopped].compactMap(\.self), workspace, &result)
            throw error
        }
        guard let export = result.export else { return }
        var remarks = [result.stopped].compactMap(\.self)
        if export.isSuppressed {
            let objection = try await objection(in: workspace)
            result.notes += [objection].compactMap(\.self)
            remarks = ["Staging mode is on: nothing was sent.", objection].compactMap(\.self)
        }
        note(sent, since: began, remarks, workspace, &result)
    }

    /// Adds the step to the report; nothing where the run did not come to it.
    private func note(
        _ sent: [PendingExport.Operation: Int],
        since began: String,
        _ remarks: [String],
        _ workspace: Workspace,
        _ result: inout SynchronizationReport
    ) {
        guard let export = result.export else { return }
        result.steps.append(
            RunStep(
                connector: .tenant,
                profile: .export,
                began: began,
                ended: workspace.surroundings.date,
                status: status(export, result),
                counters: counters(export, sent),
                remarks: remarks
            )
        )
    }

    /// What the guard would say of an export of what staging mode holds back; what was let pass is so for one export alone.
    private func objection(in workspace: Workspace) async throws -> String? {
        let pending = try await workspace.store.pendingCounts(of: .tenant)
        let accepted = try await workspace.store.acceptedCounts(of: .tenant)
        return workspace.configuration.deletionGuard.objection(to: pending, accepted: accepted).map {
            "Without staging mode the deletion guard would stop this export: \($0)"
        }
    }

    private func status(
        _ export: SynchronizationReport.Export,
        _ result: SynchronizationReport
    ) -> RunStatus {
        if result.stopped != nil { return RunStatus(rawValue: result.outcome) }
        if !export.refused.isEmpty { return .completedExportErrors }
        return export.pending.isEmpty || export.isSuppressed ? .completedNoObjects : .success
    }

    /// What the tenant has answered, by operation; in staging mode, or where a guard objects, what is pending.
    private func counters(
        _ export: SynchronizationReport.Export,
        _ sent: [PendingExport.Operation: Int]
    ) -> [RunCounter: Int] {
        let count = export.pending.values.reduce(0, +)
        guard export.accepted + export.refused.count > 0 else { return [.pending: count] }
        let operations: [(RunCounter, PendingExport.Operation)] = [
            (.adds, .add), (.updates, .update), (.deletes, .delete),
        ]
        var counters: [RunCounter: Int] = [:]
        for (counter, operation) in operations { counters[counter] = sent[operation] ?? 0 }
        counters[.errors] = export.refused.count
        counters[.pending] = count - export.accepted
        return counters
    }

    private func send(
        in workspace: Workspace,
        _ result: inout SynchronizationReport,
        _ sent: inout [PendingExport.Operation: Int],
        _ report: @Sendable (TaskEvent) -> Void
    ) async throws {
        let isStaging = workspace.configuration.isStaging
        guard !isStaging || override != nil else { return try await suppress(in: workspace, &result) }
        // A part of the report that is filled in while the tenant is open.
        var filled = result
        var answered: [PendingExport.Operation: Int] = [:]
        defer {
            result = filled
            sent = answered
        }
        do {
            try await workspace.withTenant { tenant in
                let export = OutgoingExport(
                    outbox: workspace.store,
                    target: TenantConnector(tenant: tenant, table: workspace.store.table, writer: workspace.writer),
                    tenant: tenant,
                    newIdentifier: workspace.surroundings.newIdentifier
                )
                try await run(export, in: workspace, &filled, &answered, report)
            }
        } catch let failure where failure is TenantExportError || failure is TransportFailure {
            filled.outcome = Self.status(of: failure).rawValue
            filled.stopped = "\(failure)"
            if filled.export == nil {
                let counts = SynchronizationReport.count(try await workspace.store.pendingCounts(of: .tenant))
                filled.export = .init(isSuppressed: false, pending: counts, accepted: 0, refused: [])
            }
        } catch {
            // What has left has left, whatever ended the run.
            if filled.export != nil {
                filled.outcome = RunHistory.status(of: error).rawValue
                filled.stopped = Self.cutOff
            }
            throw error
        }
    }

    private static let cutOff =
        "The run was ended while it exported. What was sent last may not be counted: the next export asks the tenant what became "
        + "of it."

    /// The word for an export that has not come to its end: a tenant that refuses somebody was reached.
    private static func status(of failure: any Error) -> RunStatus {
        if case .otherWriter? = failure as? TenantExportError { return .stoppedOtherWriter }
        return .stoppedConnectivity
    }

    private func suppress(in workspace: Workspace, _ result: inout SynchronizationReport) async throws {
        // What is held back is counted and not read.
        let counts = SynchronizationReport.count(try await workspace.store.pendingCounts(of: .tenant))
        result.export = .init(isSuppressed: true, pending: counts, accepted: 0, refused: [])
        let states = try await workspace.store.counts(of: .tenant)
        let unknown = (states[.sent] ?? 0) + (states[.unknown] ?? 0)
        if unknown > 0 {
            result.notes.append(
                "An earlier run was cut off while it exported: what became of \(unknown) changes is not known. The next export "
                    + "asks the tenant first; staging mode does not, since asking settles."
            )
        }
    }

    private func run(
        _ export: OutgoingExport,
        in workspace: Workspace,
        _ result: inout SynchronizationReport,
        _ sent: inout [PendingExport.Operation: Int],
        _ report: @Sendable (TaskEvent) -> Void
    ) async throws {
        let settled = try await export.settleUnknown()
        if settled > 0 {
            result.notes.append(
                "An earlier run was cut off while it exported: the tenant was asked what became of \(settled) changes."
            )
        }
        let pending = try await workspace.store.pendingCounts(of: .tenant)
        let label = PendingView(workspace).label
        let counts = SynchronizationReport.count(pending)
        let all = counts.values.reduce(0, +)
        let before = try await workspace.store.acceptedCounts(of: .tenant)
        do throws(SyncEngineError) {
            try check(pending, accepted: before, workspace.configuration, &result)
        } catch {
            result.outcome = SynchronizationReport.guarded
            result.stopped = error.description
            result.export = .init(isSuppressed: false, pending: counts, accepted: 0, refused: [])
            return
        }
        if workspace.configuration.isStaging, let override {
            result.override = override
            result.letPass(
                GuardOverride(kind: .staging, limit: nil, reason: override.reason, author: override.author)
            )
        }
        try await history.begin(&result, export: .tenant, pending: all)
        var done = 0
        var accepted = 0
        var refused: [ObjectError] = []
        var keptBack: [ObjectError] = []
        var waited: Int64 = 0
        var activeWriter: TenantWriter?
        func error(_ change: PendingExport, _ code: String, _ message: String) -> ObjectError {
            ObjectError(
                code: code,
                connector: .tenant,
                object: change.anchor,
                label: label(change.image),
                message: message
            )
        }
        var failure: (any Error)?
        do {
            try await export.send { part in
                done += part.outgoing.count
                accepted += part.export.results.count { $0 == .accepted }
                waited += part.export.waited
                activeWriter = part.export.activeWriter ?? activeWriter
                for (place, verdict) in part.export.results.enumerated() where place < part.outgoing.count {
                    sent[part.outgoing.operation(of: place), default: 0] += 1
                    guard case .rejected(let code, let message) = verdict else { continue }
                    refused.append(error(part.outgoing.change(place).change, code, message))
                }
                for conflict in part.export.conflicts where conflict.place < part.outgoing.count {
                    let message =
                        "\(conflict.error.attribute) \"\(conflict.error.value)\" belongs to another object and is kept back."
                    keptBack.append(
                        error(part.outgoing.change(conflict.place).change, conflict.error.category, message)
                    )
                }
                report(.exported(changes: done, of: all))
                try stop.check()
            }
        } catch let asked as StopRequested {
            // What was sent was sent: the run ends here, and says how far it came.
            result.stopped = asked.description
        } catch {
            // What had arrived is told before the rest.
            failure = error
        }
        note(waited, activeWriter, changes: all, &result)
        if !refused.isEmpty { result.outcome = RunStatus.completedExportErrors.rawValue }
        if result.stopped != nil {
            result.outcome = RunStatus.stoppedUser.rawValue
            workspace.store.forgetStopRequests()
        }
        result.export = .init(
            isSuppressed: false,
            pending: counts,
            accepted: accepted,
            refused: refused,
            keptBack: keptBack,
            waited: waited
        )
        if let failure {
            // What ended the run weighs more, and may keep this from being done: the next export does it.
            try? await workspace.store.forgetDoneExports()
            throw failure
        }
        try await workspace.store.forgetDoneExports()
    }

    /// Asks the guard, and notes what passes it because somebody has decided so.
    private func check(
        _ pending: [PendingCount],
        accepted: [String: Int],
        _ configuration: WorkspaceConfiguration,
        _ result: inout SynchronizationReport
    ) throws(SyncEngineError) {
        let deletionGuard = configuration.deletionGuard
        try deletionGuard.check(pending, accepted: accepted, allowing: allowedDeletions?.limit)
        guard let allowedDeletions, deletionGuard.objection(to: pending, accepted: accepted) != nil else { return }
        result.letPass(allowedDeletions)
    }

    /// What people should know of the tenant: that it was slow, and that somebody else writes into it.
    private func note(
        _ waited: Int64,
        _ activeWriter: TenantWriter?,
        changes: Int,
        _ result: inout SynchronizationReport
    ) {
        if waited > 0 {
            result.notes.append(
                "The tenant put changes off: its clock was moved on by \(DurationText.text(seconds: waited)) for \(changes) changes. "
                    + "Nobody waited for it."
            )
        }
        guard let activeWriter else { return }
        result.notes.append(
            "The tenant is written by \(activeWriter) too: two workspaces that export into one tenant undo each other's work. "
                + "Switch one of them to staging mode; `dryad tenant writer --take-over` makes this one the active writer, or "
                + "`--release` where the tenant is served the next one that exports."
        )
    }
}
