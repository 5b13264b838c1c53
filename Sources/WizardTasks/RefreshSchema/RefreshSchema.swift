import Connectors
import DirectorySchema
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules

/// Refresh directory schema: reads live schemas, compares them with the cached ones, regenerates the rules.
///
/// A forest that could not be read whole is reported and stays as it is; the others are shown all the same. Nothing
/// changes before a plan is applied, and then everything at once.
public struct RefreshSchema: Sendable {
    private let workspace: Workspace
    /// Read while the forests are: a server's answers leave time for it.
    private let catalogue: Task<RuleCatalogue, any Error>

    /// Prepares the task.
    public init(in workspace: Workspace) {
        self.workspace = workspace
        catalogue = Task { try RuleCatalogue.standard() }
    }

    /// Makes the plan for the forests that are named; all of them where none is.
    ///
    /// `live` names files that are read instead of the forest they stand for.
    public func prepare(
        forests names: [String] = [],
        live files: [String: String] = [:],
        report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> RefreshPreparation {
        let selected = try workspace.forests(named: names)
        for name in files.keys.sorted() { _ = try workspace.configuration.forest(named: name) }
        async let reading = read(selected, files, report)
        let basis = try await RefreshBasis.read(workspace)
        return try prepare(basis, selected, try await reading, try await catalogue.value)
    }

    /// Applies a plan: everything in one transaction, then a look whether a second plan would be empty.
    ///
    /// Of a schema that stays only what its server shows beside it is noted, so that `CheckSchema` knows it again.
    public func apply(_ preparation: RefreshPreparation) async throws {
        let plan = preparation.plan
        guard !plan.content.isEmpty else { return try await note(preparation) }
        try await workspace.changing("schema refresh") {
            let basis = try await RefreshBasis.read(workspace)
            let moved = plan.staleness(against: basis.fingerprints)
            guard moved.isEmpty else {
                throw TaskError(
                    .stalePlan,
                    "The plan is stale: \(moved.joined(separator: ", ")) changed since it was made. Nothing was applied; "
                        + "make a new plan."
                )
            }
            let entry = PlanJournalEntry(
                identifier: workspace.surroundings.newIdentifier(),
                kind: plan.kind,
                digest: plan.digest,
                began: workspace.surroundings.date
            )
            try await workspace.store.begin(entry)
            try await workspace.store.commit(try commit(of: preparation, basis, journal: entry.identifier))
            let after = try await RefreshBasis.read(workspace)
            let second = try prepare(
                after,
                workspace.configuration.forests,
                preparation.live.mapValues { .success($0) },
                try await catalogue.value
            )
            guard second.plan.content.isEmpty else {
                throw TaskError(
                    .notVerified,
                    "The plan was applied, and what is stored now is not what was planned. Refresh again, and compare "
                        + "the two plans; this is a defect of Dryad."
                )
            }
        }
    }

    /// Notes what servers show beside schemas that stay, where it has moved.
    private func note(_ preparation: RefreshPreparation) async throws {
        guard try await !states(of: preparation, RefreshBasis.read(workspace)).isEmpty else { return }
        try await workspace.changing("schema refresh") {
            let basis = try await RefreshBasis.read(workspace)
            // What somebody else has refreshed meanwhile has its own.
            guard preparation.plan.staleness(against: basis.fingerprints).isEmpty else { return }
            try await workspace.store.note(states(of: preparation, basis))
        }
    }

    private func states(of preparation: RefreshPreparation, _ basis: RefreshBasis) -> [ConfigurationCommit.StateNote] {
        preparation.plan.content.forests.compactMap { forest in
            guard !forest.changes, let state = preparation.live[forest.connector]?.state,
                let cached = basis.cached[forest.connector], cached.state != state
            else { return nil }
            return ConfigurationCommit.StateNote(
                connector: forest.connector,
                number: cached.number,
                digest: cached.digest,
                state: state
            )
        }
    }

    private func commit(
        of preparation: RefreshPreparation,
        _ basis: RefreshBasis,
        journal: String
    ) throws -> ConfigurationCommit {
        var commit = ConfigurationCommit(journal: journal, date: workspace.surroundings.date)
        for forest in preparation.plan.content.forests where forest.changes {
            guard let live = preparation.live[forest.connector] else { continue }
            let version = SchemaVersion(
                number: (basis.cached[forest.connector]?.number ?? 0) + 1,
                read: workspace.surroundings.date,
                source: live.source,
                server: live.server,
                digest: try Fingerprint(canonical: live.snapshot).hex,
                snapshot: live.snapshot,
                state: live.state
            )
            commit.schemas.append((forest.connector, version))
        }
        commit.states = states(of: preparation, basis)
        if !preparation.plan.content.rules.isEmpty { commit.rules = preparation.generation }
        commit.requirements = preparation.plan.content.requirements
        return commit
    }

    private func read(
        _ forests: [ForestConfiguration],
        _ files: [String: String],
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> [ConnectorID: Result<LiveSchema, ReadFailure>] {
        let folded = Dictionary(files.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
        let readers = ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings)
        return try await withThrowingTaskGroup(of: (ConnectorID, Result<LiveSchema, ReadFailure>).self) { group in
            for forest in forests {
                let file = folded[forest.name.lowercased()]
                group.addTask {
                    do {
                        let path = file.map { URL(filePath: $0).standardizedFileURL.path(percentEncoded: false) }
                        let reader = try readers.reader(path.map { .file($0) } ?? forest.source)
                        let schema = try await reader.readSchema {
                            report(.schemaRead(forest: forest.name, definitions: $0))
                        }
                        return (forest.connector, .success(schema))
                    } catch {
                        try Task.checkCancellation()
                        return (forest.connector, .failure(ReadFailure(sentence: "\(error)")))
                    }
                }
            }
            var results: [ConnectorID: Result<LiveSchema, ReadFailure>] = [:]
            for try await (connector, result) in group { results[connector] = result }
            return results
        }
    }

    private struct ReadFailure: Error {
        let sentence: String
    }

    private func prepare(
        _ basis: RefreshBasis,
        _ selected: [ForestConfiguration],
        _ results: [ConnectorID: Result<LiveSchema, ReadFailure>],
        _ catalogue: RuleCatalogue
    ) throws -> RefreshPreparation {
        var forests: [ForestRefresh] = []
        var live: [ConnectorID: LiveSchema] = [:]
        for forest in workspace.configuration.forests {
            let cached = basis.cached[forest.connector]
            let result = selected.contains(forest) ? results[forest.connector].map { whole($0, cached) } : nil
            if case .success(let schema)? = result { live[forest.connector] = schema }
            forests.append(refresh(forest, cached, result))
        }
        let connectors = workspace.configuration.forests.compactMap { forest -> GenerationConnector? in
            guard let schema = live[forest.connector]?.snapshot ?? basis.cached[forest.connector]?.snapshot else {
                return nil
            }
            return GenerationConnector(
                identity: forest.connector,
                name: forest.name,
                kind: .forest,
                ordinal: forest.ordinal,
                schema: schema
            )
        }
        let tenant = GenerationConnector(identity: .tenant, name: "tenant", kind: .tenant, ordinal: 1, schema: .empty)
        // Without any forest's schema there is nothing to make rules of, and the last ones stay.
        let generation =
            connectors.isEmpty
            ? basis.generation
            : RuleGenerator(catalogue: catalogue, options: workspace.configuration.options).generate(
                for: connectors + [tenant]
            )
        let diff = RuleDiff(from: basis.generation, to: generation)
        let content = RefreshContent(
            forests: forests,
            rules: diff,
            requirements: RequirementPlanner.plan(
                connectors: connectors.map(\.identity) + [.tenant],
                before: basis.generation,
                after: generation,
                diff: diff
            )
        )
        let plan = try Plan(
            kind: "schema.refresh",
            basis: basis.fingerprints,
            content: content,
            hazards: RefreshHazards.find(in: forests, diff, workspace.configuration),
            origin: workspace.surroundings.origin
        )
        return RefreshPreparation(plan: plan, live: live, generation: generation)
    }

    /// A definition that can no longer be read is not one that went: the forest stays as it is.
    private func whole(
        _ result: Result<LiveSchema, ReadFailure>,
        _ cached: SchemaVersion?
    ) -> Result<LiveSchema, ReadFailure> {
        guard case .success(let live) = result, let before = cached?.snapshot else { return result }
        let known = Set(before.unreadable.map(\.place))
        let new = live.snapshot.unreadable.filter { !known.contains($0.place) }
        guard !new.isEmpty else { return result }
        let diff = SchemaDiff(from: before, to: live.snapshot)
        guard !diff.unreadable.isEmpty || diff.changes.contains(where: { $0.action == .removed }) else { return result }
        let named = new.prefix(3).map { "\($0.place) (\($0.reason))" }.joined(separator: ", ")
        let more = new.count > 3 ? " and \(new.count - 3) more" : ""
        return .failure(
            ReadFailure(
                sentence:
                    "Definitions that the cached schema has are gone, and there are new ones that cannot be read: "
                    + "\(named)\(more). They may be the same ones. May this account read them whole?"
            )
        )
    }

    private func refresh(
        _ forest: ForestConfiguration,
        _ cached: SchemaVersion?,
        _ result: Result<LiveSchema, ReadFailure>?
    ) -> ForestRefresh {
        var state = ForestRefresh.State.unselected
        var live: LiveSchema?
        var failure: String?
        switch result {
        case .success(let schema)?: (state, live) = (.read, schema)
        case .failure(let reason)?: (state, failure) = (.failed, reason.sentence)
        case nil: break
        }
        let before = cached?.snapshot ?? .empty
        let after = live?.snapshot ?? before
        return ForestRefresh(
            connector: forest.connector,
            name: forest.name,
            state: state,
            source: live?.source,
            liveForest: ForestRefresh.forest(of: live?.server),
            cachedForest: ForestRefresh.forest(of: cached?.server),
            cachedVersion: cached?.number,
            cachedObjectVersion: cached?.snapshot.objectVersion,
            liveObjectVersion: live?.snapshot.objectVersion,
            classes: after.classes.count,
            attributes: after.attributes.count,
            diff: SchemaDiff(from: before, to: after),
            unreadable: live?.snapshot.unreadable ?? [],
            failure: failure
        )
    }
}
