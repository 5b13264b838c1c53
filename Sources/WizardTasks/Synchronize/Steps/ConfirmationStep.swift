import CloudTenant
import Connectors
import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// The import from the tenant: it shows whether exported changes have arrived.
///
/// An object that is not as it was exported is a warning, and is exported again: what the tenant shows takes the place of
/// what was thought to have been accepted.
struct ConfirmationStep {
    /// Whether every exported object is looked at, and not only those that nobody has seen since.
    let isFull: Bool

    func run(
        in workspace: Workspace,
        _ result: inout SynchronizationReport,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws {
        guard let tenant = workspace.tenantInFile else {
            result.notes.append("The tenant is behind an address: what was exported to it is not read back.")
            return
        }
        let began = workspace.surroundings.date
        let store = workspace.store
        let hasExported = try await !store.acceptedCounts(of: .tenant).isEmpty
        let isOther = hasExported ? try await isNew(tenant) : false
        let isFull = isFull || isOther
        let waiting = Set(try await store.unconfirmed(.tenant))
        let images =
            isFull || !waiting.isEmpty
            ? try await store.exportedImages(of: .tenant).filter { isFull || waiting.contains($0.anchor) } : []
        let comparison = try await TenantImport(tenant: tenant, table: store.table)
            .compare(images) { report(.confirmed(objects: $0, of: images.count)) }
        let label = PendingView(workspace).label
        let warnings =
            comparison.differences.map { difference in
                let words = difference.attributes.map(\.spelling).joined(separator: ", ")
                return warning(
                    difference.exported,
                    label,
                    "The tenant has other values than were exported: \(words). They are exported again."
                )
            }
            + comparison.missing.map {
                warning($0, label, "The tenant does not have it any more; it is exported again.")
            }
        if !images.isEmpty || !waiting.isEmpty {
            try await store.confirm(
                images.map(\.anchor) + waiting,
                corrected: comparison.differences.map(\.found),
                missing: comparison.missing.map(\.anchor),
                of: .tenant
            )
        }
        result.warnings += warnings
        if !warnings.isEmpty, result.outcome == RunStatus.success.rawValue {
            result.outcome = RunStatus.completedWarnings.rawValue
        }
        result.steps.append(
            RunStep(
                connector: .tenant,
                profile: isFull ? .fullImport : .deltaImport,
                began: began,
                ended: workspace.surroundings.date,
                status: !warnings.isEmpty ? .completedWarnings : images.isEmpty ? .completedNoObjects : .success,
                counters: [
                    .confirmed: comparison.confirmed, .updates: comparison.differences.count,
                    .deletes: comparison.missing.count,
                ]
            )
        )
    }

    /// Whether nothing was ever exported into this tenant: where this workspace has exported, that was into another one,
    /// whose place it has taken.
    private func isNew(_ tenant: Tenant) async throws -> Bool {
        try await tenant.store.read { try $0.state() }.exportRequests == 0
    }

    private func warning(_ image: ExportImage, _ label: (ExportImage) -> String, _ message: String) -> ObjectError {
        ObjectError(
            code: "exported-change-not-reimported",
            connector: .tenant,
            object: image.anchor,
            label: label(image),
            message: message
        )
    }
}
