import Connectors
import Directory
import DirectorySchema
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules

/// The import of one forest into its connector space: what has changed, or everything where that is needed.
struct ImportStep {
    let forest: ForestConfiguration
    /// Its cached schema.
    let schema: SchemaSnapshot
    /// Its rules: they say what is read.
    let rules: [SyncRule]
    /// Why everything has to be read; nothing where changes are enough.
    var fullBecause: String?
    let stop: StopSignal

    /// Imports; a forest that cannot be read at all is noted as such, and gives nothing.
    func attempt(
        in workspace: Workspace,
        _ result: inout SynchronizationReport,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> SynchronizedConnector? {
        let began = workspace.surroundings.date
        do {
            return try await run(in: workspace, &result, report)
        } catch let stop as StopRequested {
            throw stop
        } catch {
            try Task.checkCancellation()
            // A store that cannot be written is no matter of one forest.
            guard !(error is StoreError), StoreError(database: error) == nil else { throw error }
            let status = ImportFailure.status(of: error)
            var failed = SynchronizationReport.Import(
                forest: forest.name,
                objects: [:],
                added: 0,
                updated: 0,
                deleted: 0,
                failure: "\(error)"
            )
            failed.profile = fullBecause == nil ? .deltaImport : .fullImport
            result.imports.append(failed)
            result.steps.append(
                RunStep(
                    connector: forest.connector,
                    profile: failed.profile,
                    began: began,
                    ended: workspace.surroundings.date,
                    status: status,
                    remarks: ["\(error)"]
                )
            )
            if !RunStatus(rawValue: result.outcome).isStopped { result.outcome = status.rawValue }
            return nil
        }
    }

    /// Imports, and gives the connector as the synchronization needs it; nothing has changed where it throws.
    func run(
        in workspace: Workspace,
        _ result: inout SynchronizationReport,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> SynchronizedConnector {
        let began = workspace.surroundings.date
        let connector = try ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings)
            .reader(forest).connector(forest.connector, schema: schema)
        let parameters = try await connector.parameters()
        let (imported, because) = try await read(connector, workspace, report)
        if imported.incomplete.isEmpty { try await workspace.store.keep(parameters, of: forest.connector) }
        // A step that too many errors stop has not done what was asked for.
        if because != nil, imported.incomplete.isEmpty, imported.errors.count <= SynchronizationStep.errorLimit {
            try await workspace.store.fulfil(.fullImport, of: forest.connector)
        }
        let counts = imported.counts
        var summary = SynchronizationReport.Import(
            forest: forest.name,
            objects: try await workspace.store.classCounts(of: forest.connector),
            added: counts.added,
            updated: counts.updated,
            deleted: counts.deleted,
            failure: nil,
            incomplete: imported.incomplete
        )
        summary.renamed = counts.renamed
        summary.profile = because == nil ? .deltaImport : .fullImport
        summary.because = because ?? []
        summary.unmarked = imported.unmarked
        result.errors += imported.errors
        note(imported.errors.count, in: &result)
        result.notes += imported.held.sorted { $0.key < $1.key }.map { Self.held($0.value, of: $0.key) }
        result.imports.append(summary)
        result.steps += steps(imported, summary, began: began, ended: workspace.surroundings.date)
        return SynchronizedConnector(
            identity: forest.connector,
            kind: .forest,
            schema: schema,
            parameters: parameters,
            rules: rules
        )
    }

    /// Says in the run's outcome that objects could not be taken; more of them than a step may have errors end the run.
    ///
    /// What was imported stays: nothing was taken for gone of an object that came and could not be used.
    private func note(_ errors: Int, in result: inout SynchronizationReport) {
        guard errors > 0, !RunStatus(rawValue: result.outcome).isStopped else { return }
        result.outcome = RunStatus.completedDiscoveryErrors.rawValue
        guard errors > SynchronizationStep.errorLimit else { return }
        result.outcome = RunStatus.stoppedErrorLimit.rawValue
        result.stopped =
            "\(errors) objects of \(forest.name) could not be taken, more than \(SynchronizationStep.errorLimit): nothing "
            + "was synchronized or exported, and no object was taken for gone. So many have one cause: may the account "
            + "still read everything? `dryad forest test \(forest.name)` tells."
    }

    /// Reads what has changed, or everything and says why.
    private func read(
        _ connector: any Connector,
        _ workspace: Workspace,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> (ImportResult, because: [String]?) {
        let attributes = AttributeInclusion.attributes(of: rules)
        let request = ImportRequest(
            classes: AttributeInclusion.classes(of: rules),
            attributes: attributes,
            references: attributes.filter { schema.attribute($0)?.syntax?.isReference == true },
            limits: forest.importFilter.limits
        )
        let clock = FileTime(unixSeconds: Int64(workspace.surroundings.now().timeIntervalSince1970))
        let safePoint: @Sendable () async throws -> Void = { [stop] in try stop.check() }
        let progress: (RunEvent) -> Void = { event in
            if case .imported(_, let count) = event { report(.imported(forest: forest.name, objects: count)) }
        }
        var because = fullBecause.map { [$0] }
        if because == nil {
            let delta = DeltaImport(from: connector, into: workspace.store, clock: clock, safePoint: safePoint)
            switch try await delta.run(request, report: progress) {
            case .imported(let result): return (result, nil)
            case .mustReadInFull(let reasons): because = reasons
            }
        }
        let full = FullImport(from: connector, into: workspace.store, clock: clock, safePoint: safePoint)
        return (try await full.run(request, report: progress), because)
    }

    /// One step a partition.
    private func steps(
        _ imported: ImportResult,
        _ summary: SynchronizationReport.Import,
        began: String,
        ended: String
    ) -> [RunStep] {
        let broken = Set(imported.incomplete.filter { !$0.isPartial }.map(\.partition))
        let partial = imported.incomplete.filter(\.isPartial)
        let names = Array(imported.partitions.keys)
        let whole = imported.partitions.filter { !broken.contains($0.key) }.sorted { $0.key < $1.key }.map {
            partition,
            counts in
            let errors = imported.errors.count { Self.partition(of: $0.object, among: names) == partition }
            let counters: [RunCounter: Int] = [
                .adds: counts.added, .updates: counts.updated - counts.renamed, .renames: counts.renamed,
                .deletes: counts.deleted, .unchanged: counts.unchanged,
            ]
            let cut = partial.filter { $0.partition == partition }.map(\.reason)
            let isIdle = summary.profile == .deltaImport && counters.allSatisfy { $0.value == 0 }
            let status: RunStatus =
                if errors > SynchronizationStep.errorLimit {
                    .stoppedErrorLimit
                } else if !cut.isEmpty {
                    .completedImportIncomplete
                } else if errors > 0 {
                    .completedDiscoveryErrors
                } else {
                    isIdle ? .completedNoObjects : .success
                }
            return RunStep(
                connector: forest.connector,
                partition: partition,
                profile: summary.profile,
                began: began,
                ended: ended,
                status: status,
                counters: counters.merging([.errors: errors]) { $1 },
                remarks: summary.because + cut + (imported.held[partition].map { [Self.held($0, of: partition)] } ?? [])
            )
        }
        let failed = imported.incomplete.filter { !$0.isPartial }.map { partition in
            RunStep(
                connector: forest.connector,
                partition: partition.partition,
                profile: summary.profile,
                began: began,
                ended: ended,
                status: .stoppedConnectivity,
                remarks: [partition.reason]
            )
        }
        return whole + failed
    }

    /// Why objects stay that did not come (entra-connect.md 4.2).
    private static func held(_ count: Int, of partition: String) -> String {
        (count == 1
            ? "1 object of \(partition) did not come and was"
            : "\(count) objects of \(partition) did not come and were")
            + " not taken for gone: not every entry could be taken, or came. The next import that takes all of them tells what "
            + "has gone."
    }

    /// The partition with the longest name that an object's own ends with.
    private static func partition(of object: String, among partitions: [String]) -> String? {
        let object = ASCII.lowercased(object)
        return partitions.filter { object.hasSuffix(ASCII.lowercased($0)) }.max { $0.utf8.count < $1.utf8.count }
    }
}
