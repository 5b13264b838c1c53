import CloudTenant
import Connectors
import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// The export of what is pending to the tenant; in staging mode everything is counted and kept.
struct ExportStep {
    /// How many changes go to the tenant at once.
    private static let batch = 2000

    /// Exports, unless staging mode is on or a guard objects.
    func run(
        in workspace: Workspace,
        _ result: inout SynchronizationReport,
        _ report: @Sendable (TaskEvent) -> Void
    ) async throws {
        let view = PendingView(workspace)
        let pending = try await view.list()
        let label = view.label
        let counts = SynchronizationReport.count(pending.map(\.operation.rawValue))
        guard !workspace.configuration.isStaging else {
            result.export = .init(isSuppressed: true, pending: counts, accepted: 0, refused: [])
            return
        }
        do throws(SyncEngineError) {
            try DeletionGuard(limit: workspace.configuration.deletionLimit).check(pending)
        } catch {
            result.outcome = SynchronizationReport.guarded
            result.stopped = error.description
            result.export = .init(isSuppressed: false, pending: counts, accepted: 0, refused: [])
            return
        }
        let target = TenantConnector(tenant: workspace.tenant, table: workspace.store.table, writer: workspace.writer)
        var accepted = 0
        var refused: [ObjectError] = []
        var keptBack: [ObjectError] = []
        var waited: Int64 = 0
        var activeWriter: TenantWriter?
        for start in stride(from: 0, to: pending.count, by: Self.batch) {
            try Task.checkCancellation()
            let batch = Array(pending[start..<min(start + Self.batch, pending.count)])
            let export = try await target.send(batch)
            let taken = zip(batch, export.results).filter { $0.1 == .accepted }.map(\.0)
            try await workspace.store.recordAccepted(taken)
            accepted += taken.count
            waited += export.waited
            activeWriter = export.activeWriter ?? activeWriter
            func error(_ change: PendingExport, _ code: String, _ message: String) -> ObjectError {
                ObjectError(
                    code: code,
                    connector: .tenant,
                    object: change.anchor,
                    label: label(change.image),
                    message: message
                )
            }
            for (change, verdict) in zip(batch, export.results) {
                guard case .rejected(let code, let message) = verdict else { continue }
                refused.append(error(change, code, message))
            }
            for conflict in export.conflicts where batch.indices.contains(conflict.place) {
                let message =
                    "\(conflict.error.attribute) \"\(conflict.error.value)\" belongs to another object and is kept back."
                keptBack.append(error(batch[conflict.place], conflict.error.category, message))
            }
            report(.exported(changes: start + batch.count, of: pending.count))
        }
        note(waited, activeWriter, changes: pending.count, &result)
        if !refused.isEmpty { result.outcome = "completed-export-errors" }
        result.export = .init(
            isSuppressed: false,
            pending: counts,
            accepted: accepted,
            refused: refused,
            keptBack: keptBack,
            waited: waited
        )
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
                "The tenant put changes off: its clock was moved on by \((waited + 59) / 60) min for \(changes) changes. "
                    + "Nobody waited for it."
            )
        }
        guard let activeWriter else { return }
        result.notes.append(
            "The tenant is written by \(activeWriter) too: two workspaces that export into one tenant undo each other's work. "
                + "Switch one of them to staging mode; `dryad tenant writer --take-over` makes this one the active writer."
        )
    }
}
