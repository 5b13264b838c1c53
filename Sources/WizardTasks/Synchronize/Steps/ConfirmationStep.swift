import CloudTenant
import Connectors
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules

/// The import from the tenant: it shows whether exported changes have arrived, and what else is there.
///
/// An object that is not as it was exported from here is a warning: what the tenant shows takes the place of what was thought
/// to have been accepted, so that what rules give is exported again where it is something else. Whether it is, the
/// synchronization says that comes after this. What others have changed is counted, and what they have put there is joined by
/// its source anchor, as it is (entra-connect.md 3.3): a server beside another one, or in the place of a lost one, finds nothing
/// to add. Of an object that is to be deleted anyway nothing is exported again, and nobody need be warned.
struct ConfirmationStep {
    /// Whether everything is read, and not only those exported objects that nobody has seen since.
    let isFull: Bool
    /// The rules of the tenant: they say what is compared.
    let rules: [SyncRule]

    func run(
        in workspace: Workspace,
        _ result: inout SynchronizationReport,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws {
        let began = workspace.surroundings.date
        do {
            try await read(in: workspace, began, &result, report)
        } catch let failure where failure is TenantExportError || failure is TransportFailure {
            result.outcome = SynchronizationReport.cutOff
            result.stopped = "\(failure)"
            let profile: RunProfile = isFull ? .fullImport : .deltaImport
            result.steps.append(
                RunStep(
                    connector: .tenant,
                    profile: profile,
                    began: began,
                    ended: workspace.surroundings.date,
                    status: .stoppedConnectivity,
                    remarks: ["\(failure)"]
                )
            )
        }
    }

    private func read(
        in workspace: Workspace,
        _ began: String,
        _ result: inout SynchronizationReport,
        _ told: @escaping @Sendable (TaskEvent) -> Void
    ) async throws {
        let store = workspace.store
        let isAll = try await isFull ? true : isNew(workspace)
        let revision = isAll ? nil : try await knownRevision(workspace)
        let isFull = revision == nil
        let waiting = try await isFull ? [] : store.unconfirmed(.tenant)
        // Asked before the import shows them.
        let added = try await store.unconfirmedAdditions(.tenant)
        let clock = Int64(workspace.surroundings.now().timeIntervalSince1970)
        var found = TenantObjects.Found()
        let all = try await isFull ? workspace.tenantState().present : waiting.count
        func report(_ count: Int) { told(.confirmed(objects: count, of: max(count, all))) }
        try await workspace.withTenantReader { reader in
            let decided = DecidedAttributes(rules, workspace)
            var objects = TenantObjects(reader, store, rules: rules, decided: decided)
            found =
                if let revision {
                    try await objects.changes(after: revision, waiting, at: clock, report)
                } else {
                    try await objects.all(at: clock, report)
                }
        }
        let comparison = found.comparison
        // Beside an active server what was read back once is that one's to change. What has gone is known no more later.
        let exported = try await store.exported(
            comparison.differences.map(\.exported.anchor) + comparison.missing.map(\.anchor),
            to: .tenant,
            areUnconfirmed: workspace.configuration.isStaging
        )
        let news = try await news(of: comparison, store)
        try await store.confirm(
            found.anchors,
            corrected: comparison.differences.map(\.found),
            missing: comparison.missing.map(\.anchor),
            upTo: found.watermark,
            of: .tenant
        )
        let joined = try await TenantJoin(rules: rules).run(in: workspace)
        let label: (ExportImage) -> String = PendingView(workspace).label
        let warnings = try await warnings(news, of: exported, added, label, store)
        result.warnings += warnings
        result.notes += beside(news, added, label) + others(news, but: exported, label)
        if !warnings.isEmpty, result.outcome == RunStatus.success.rawValue {
            result.outcome = RunStatus.completedWarnings.rawValue
        }
        let isIdle = found.exported + found.others == 0
        result.steps.append(
            RunStep(
                connector: .tenant,
                profile: isFull ? .fullImport : .deltaImport,
                began: began,
                ended: workspace.surroundings.date,
                status: !warnings.isEmpty ? .completedWarnings : isIdle ? .completedNoObjects : .success,
                counters: [
                    .confirmed: comparison.confirmed, .updates: comparison.differences.count,
                    .deletes: comparison.missing.count, .adds: found.others, .joins: joined,
                ]
            )
        )
    }

    /// Whether nothing was ever exported into this tenant although this workspace has exported: it has taken the place of
    /// another one.
    private func isNew(_ workspace: Workspace) async throws -> Bool {
        guard try await !workspace.store.acceptedCounts(of: .tenant).isEmpty else { return false }
        return try await workspace.tenantState().exportRequests == 0
    }

    /// Up to which change of the tenant everything has been read; nothing where all of it has to be.
    private func knownRevision(_ workspace: Workspace) async throws -> Int64? {
        var known: Int64?
        try await workspace.withTenantReader { reader in
            known = try await TenantObjects(reader, workspace.store, rules: rules).knownRevision()
        }
        return known
    }

    /// What was found, but for objects that are as a run has sent them that was cut off before it heard of it.
    ///
    /// Nobody else has changed those, and the next export asks what became of them.
    private func news(of comparison: TenantComparison, _ store: WorkspaceStore) async throws -> TenantComparison {
        guard !comparison.differences.isEmpty else { return comparison }
        let unheard = try await store.unknown(of: .tenant).map { ($0.change.anchor, $0.change.image.entry) }
        let sent = Dictionary(unheard) { _, last in last }
        return comparison.leavingOut { difference in
            sent[difference.exported.anchor].map { difference.hasBecome($0, in: store.table) } ?? false
        }
    }

    /// A warning for each object that is not as it was exported from here, and that the rules want in the tenant.
    ///
    /// What an object had beside before it was matched is nobody's change: it is there when the addition is read back. What is
    /// beside an update has come since the last import, and somebody has put it there.
    private func warnings(
        _ comparison: TenantComparison,
        of exported: Set<String>,
        _ added: Set<String>,
        _ label: (ExportImage) -> String,
        _ store: WorkspaceStore
    ) async throws -> [ObjectError] {
        let anchors = comparison.differences.map(\.exported.anchor) + comparison.missing.map(\.anchor)
        let wanted = Set(try await store.images(of: .tenant, anchors: anchors).desired.map(\.anchor))
            .intersection(exported)
        let changed = comparison.differences.filter { difference in
            wanted.contains(difference.exported.anchor)
                && !(difference.isBeside && added.contains(difference.exported.anchor))
        }.map { difference in
            let words = difference.attributes.map(\.spelling).joined(separator: ", ")
            return warning(
                difference.exported,
                label,
                "The tenant has other values than were exported: \(words). Where rules give something else, that is to be "
                    + "exported again."
            )
        }
        let missing = comparison.missing.filter { wanted.contains($0.anchor) }.map {
            warning(
                $0,
                label,
                "The tenant does not have it any more. Where rules still make it, it is to be exported again."
            )
        }
        return changed + missing
    }

    /// What others have changed or taken out that is not held to an export from here, counted.
    ///
    /// That is what a staging server sees of an active one, and nobody has to be warned of it.
    private func others(
        _ comparison: TenantComparison,
        but exported: Set<String>,
        _ label: (ExportImage) -> String
    ) -> [String] {
        let changed = comparison.differences.map(\.exported).filter { !exported.contains($0.anchor) }
        let gone = comparison.missing.filter { !exported.contains($0.anchor) }
        let words = [("changed", "in", changed), ("taken", "out of", gone)]
        return words.compactMap { word, place, images in
            guard let first = images.first else { return nil }
            let isOne = images.count == 1
            return "Somebody else has \(word) \(images.count) object\(isOne ? "" : "s") \(place) the tenant"
                + "\(isOne ? ":" : ", such as") \(label(first))."
        }
    }

    /// What objects whose addition is read back have besides, counted: nobody has to be warned of a match.
    ///
    /// What somebody else has put there right after the addition is among it.
    private func beside(
        _ comparison: TenantComparison,
        _ added: Set<String>,
        _ label: (ExportImage) -> String
    ) -> [String] {
        let found = comparison.differences.filter { $0.isBeside && added.contains($0.exported.anchor) }
        guard let first = found.first else { return [] }
        let words = first.attributes.map(\.spelling).joined(separator: ", ")
        return [
            "\(found.count) object\(found.count == 1 ? " that was added has" : "s that were added have") values in the "
                + "tenant that were not exported, such as \(label(first.exported)): \(words). Where rules give nothing, "
                + "they are to be emptied."
        ]
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
