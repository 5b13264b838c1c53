import CloudTenant
import Connectors
import Directory
import DirectorySchema
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules

/// One synchronization cycle: full import of every forest, full synchronization, export unless staging mode is on.
///
/// Where a forest could not be imported at all, nothing is synchronized or exported: what a failed read does not show must
/// not be taken for gone. Where one of several domains could not be read, the objects that are known of it stay, and the
/// run goes on with them.
public struct Synchronize: Sendable {
    private let workspace: Workspace

    /// How many changes go to the tenant at once.
    private static let exportBatch = 2000

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Runs the cycle.
    public func run(report: @escaping @Sendable (TaskEvent) -> Void) async throws -> SynchronizationReport {
        try await workspace.changing("sync run") { try await cycle(report) }
    }

    private func cycle(_ report: @Sendable (TaskEvent) -> Void) async throws -> SynchronizationReport {
        let began = workspace.surroundings.date
        let rules = try await WorkspaceRules.read(workspace)
        let generation = rules.active
        try refuseStrangers(generation)
        var result = SynchronizationReport(outcome: "success")
        var connectors: [SynchronizedConnector] = []
        var schemas: [(ForestConfiguration, SchemaSnapshot)] = []
        for forest in try workspace.forests(named: []) {
            guard let schema = try await workspace.store.currentSchema(of: forest.connector.text)?.snapshot else {
                throw TaskError(
                    .notRefreshed,
                    "The schema of \(forest.name) has never been read. Run `dryad schema refresh` first."
                )
            }
            schemas.append((forest, schema))
            do {
                connectors.append(try await importObjects(of: forest, schema, generation, &result, report))
            } catch {
                try Task.checkCancellation()
                result.imports.append(
                    .init(forest: forest.name, objects: [:], added: 0, updated: 0, deleted: 0, failure: "\(error)")
                )
                result.outcome = "stopped-connectivity"
            }
        }
        if try rulesAreOld(rules.generated, schemas) {
            result.notes.append(
                "The rules do not fit dryad.yaml and the cached schemas any more: `dryad schema refresh` shows what differs. "
                    + "This run used the rules that were last applied."
            )
        }
        if result.outcome == "success" {
            try await synchronize(connectors, generation, &result, report)
            try await export(&result, report)
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

    /// Rules of a forest that is no longer configured would let its objects fall out of the metaverse, and so out of the
    /// tenant, without anybody having seen that in a plan.
    private func refuseStrangers(_ generation: GeneratedRules) throws(TaskError) {
        let known = Set(workspace.configuration.forests.map(\.connector) + [.tenant])
        let strangers = Set(generation.rules.map(\.identity.connector)).subtracting(known).sorted()
        guard !strangers.isEmpty else { return }
        throw TaskError(
            .notRefreshed,
            "There are rules of a forest that dryad.yaml does not name any more (id "
                + "\(strangers.map(\.text).joined(separator: ", "))). Nothing was imported or exported. `dryad schema refresh` "
                + "plans to remove them; the next run then deletes that forest's objects from the tenant."
        )
    }

    /// Whether a refresh would make other rules of the same schemas: an option may have been changed since the last one.
    private func rulesAreOld(
        _ generation: GeneratedRules,
        _ schemas: [(ForestConfiguration, SchemaSnapshot)]
    ) throws -> Bool {
        let forests = schemas.map { forest, schema in
            GenerationConnector(
                identity: forest.connector,
                name: forest.name,
                kind: .forest,
                ordinal: forest.ordinal,
                schema: schema
            )
        }
        let tenant = GenerationConnector(identity: .tenant, name: "tenant", kind: .tenant, ordinal: 1, schema: .empty)
        let generator = RuleGenerator(catalogue: try .standard(), options: workspace.configuration.options)
        // Numbers may be others than those of a generation of its own: rules that people made stand between them.
        return !RuleDiff(from: generation, to: generator.generate(for: forests + [tenant])).changes.isEmpty
    }

    private func importObjects(
        of forest: ForestConfiguration,
        _ schema: SchemaSnapshot,
        _ generation: GeneratedRules,
        _ result: inout SynchronizationReport,
        _ report: @Sendable (TaskEvent) -> Void
    ) async throws -> SynchronizedConnector {
        let rules = generation.rules(of: forest.connector)
        let connector = try ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings)
            .reader(forest.source).connector(forest.connector, schema: schema)
        let parameters = try await connector.parameters()
        let request = ImportRequest(
            classes: AttributeInclusion.classes(of: rules),
            attributes: AttributeInclusion.attributes(of: rules)
        )
        let step = FullImport(from: connector, into: workspace.store)
        let imported = try await step.run(request) { event in
            if case .imported(_, let count) = event { report(.imported(forest: forest.name, objects: count)) }
        }
        if imported.incomplete.isEmpty { try await workspace.store.fulfil(.fullImport, of: forest.connector) }
        let space = try await workspace.store.connectorSpace(of: forest.connector)
        let changes = imported.changes
        result.errors += imported.errors
        result.imports.append(
            .init(
                forest: forest.name,
                objects: Self.count(space.map(\.objectClass.spelling)),
                added: changes.added.count,
                updated: changes.updated.count,
                deleted: changes.deleted.count,
                failure: nil,
                incomplete: imported.incomplete
            )
        )
        return SynchronizedConnector(
            identity: forest.connector,
            kind: .forest,
            schema: schema,
            parameters: parameters,
            rules: rules
        )
    }

    private func synchronize(
        _ connectors: [SynchronizedConnector],
        _ generation: GeneratedRules,
        _ result: inout SynchronizationReport,
        _ report: @Sendable (TaskEvent) -> Void
    ) async throws {
        let tenant = SynchronizedConnector(
            identity: .tenant,
            kind: .tenant,
            schema: nil,
            parameters: RuleParameters(values: ["Connector.ID": "{\(ConnectorID.tenant.text)}"]),
            rules: generation.rules(of: .tenant)
        )
        let now = FileTime(unixSeconds: Int64(workspace.surroundings.now().timeIntervalSince1970))
        let run = FullSynchronization(connectors: connectors + [tenant], table: workspace.store.table, clock: now)
        var spaces: [ConnectorID: [ConnectorSpaceObject]] = [:]
        for connector in connectors {
            spaces[connector.identity] = try await workspace.store.connectorSpace(of: connector.identity)
        }
        let outcome = try run.run(
            spaces: spaces,
            metaverse: try await workspace.store.metaverse(),
            images: try await workspace.store.desiredImages(of: .tenant)
        ) { event in
            if case .synchronized(let count, let total) = event { report(.synchronized(objects: count, of: total)) }
        }
        try await workspace.store.replaceMetaverse(with: outcome)
        for connector in connectors + [tenant] {
            try await workspace.store.fulfil(.fullSynchronization, of: connector.identity)
        }
        result.errors += outcome.errors
        if !result.errors.isEmpty { result.outcome = "completed-sync-errors" }
        result.synchronization = .init(
            metaverse: Self.count(outcome.metaverse.map(\.objectClass.spelling)),
            projected: outcome.projected,
            joined: outcome.joined,
            disconnectors: outcome.disconnected
        )
    }

    private func export(_ result: inout SynchronizationReport, _ report: @Sendable (TaskEvent) -> Void) async throws {
        let view = PendingView(workspace)
        let pending = try await view.list()
        let label = view.label
        let counts = Self.count(pending.map(\.operation.rawValue))
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
        for start in stride(from: 0, to: pending.count, by: Self.exportBatch) {
            try Task.checkCancellation()
            let batch = Array(pending[start..<min(start + Self.exportBatch, pending.count)])
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

    private static func count(_ words: [String]) -> [String: Int] {
        words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
