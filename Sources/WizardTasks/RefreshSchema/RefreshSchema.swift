import Connectors
import DirectorySchema
import Plans
import SQLiteStore
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
    /// `live` names schema sources that are read instead of the forest they stand for, `excluded` forests that are left
    /// out, `merge` how regenerated rules meet those that people changed.
    public func prepare(
        forests names: [String] = [],
        excluding excluded: [String] = [],
        live files: [String: String] = [:],
        merge: RuleMergeRequest = RuleMergeRequest(),
        report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> RefreshPreparation {
        let out = excluded.isEmpty ? [] : try workspace.forests(named: excluded)
        let selected = try workspace.forests(named: names).filter { !out.contains($0) }
        for name in files.keys.sorted() { _ = try workspace.configuration.forest(named: name) }
        return try await prepare(
            RefreshRequest(
                forests: selected.map(\.name),
                files: try files.mapValues { try SchemaSource($0).absolute },
                merge: merge
            ),
            report: report
        )
    }

    /// Makes the plan that a request leads to now.
    func prepare(
        _ request: RefreshRequest,
        report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> RefreshPreparation {
        let reading = ForestSchemaReading(folder: workspace.folder, surroundings: workspace.surroundings)
        async let results = reading.read(try workspace.forests(named: request.forests), request.files, report)
        let basis = try await RefreshBasis.read(workspace)
        return try await planner().plan(request, basis, try await results)
    }

    /// Applies a plan: everything in one transaction, then a look whether a second plan would be empty.
    ///
    /// Of a schema that stays only what its server shows beside it is noted, so that `CheckSchema` knows it again.
    public func apply(_ preparation: RefreshPreparation) async throws {
        let plan = preparation.plan
        guard !plan.content.isEmpty else { return try await note(preparation) }
        let planner = try await planner()
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
            try await InterruptedChanges(folder: workspace.folder, store: workspace.store).placeFiles()
            let second = try planner.plan(
                RefreshRequest(forests: workspace.configuration.forests.map(\.name)),
                try await RefreshBasis.read(workspace),
                preparation.live.mapValues { .success($0) }
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

    private func planner() async throws -> RefreshPlanner {
        RefreshPlanner(
            configuration: workspace.configuration,
            catalogue: try await catalogue.value,
            origin: workspace.surroundings.origin,
            day: workspace.surroundings.day
        )
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
        if !preparation.plan.content.rules.isEmpty || preparation.plan.content.merge?.isEmpty == false {
            commit.rules = preparation.generation
        }
        commit.files = preparation.files
        commit.requirements = preparation.plan.content.requirements
        return commit
    }
}
