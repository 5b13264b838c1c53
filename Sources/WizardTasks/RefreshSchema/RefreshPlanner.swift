import Connectors
import DirectorySchema
import Plans
import SyncRules

/// Makes the plan of a refresh out of what was read and what is kept; the same inputs make the same plan.
struct RefreshPlanner {
    let configuration: WorkspaceConfiguration
    let catalogue: RuleCatalogue
    let origin: PlanOrigin
    /// The day on which decisions are looked at, `2026-11-25`.
    let day: String

    func plan(
        _ request: RefreshRequest,
        _ basis: RefreshBasis,
        _ results: [ConnectorID: Result<LiveSchema, ForestSchemaReading.Failure>]
    ) throws -> RefreshPreparation {
        let selected = Set(request.forests.map { $0.lowercased() })
        let differences = configuration.forests.map { forest in
            ForestDifference(
                forest,
                basis.cached[forest.connector],
                selected.contains(forest.name.lowercased()) ? results[forest.connector] : nil,
                decisions: basis.decisions,
                day: day
            )
        }
        let generation = generate(differences) ?? basis.rules.generated
        let merged = basis.rules.merged(
            with: generation,
            request.merge ?? RuleMergeRequest(),
            untouched: Set(differences.filter { $0.state == .failed }.map(\.forest.connector))
        )
        let (before, after) = (basis.rules.active, merged.rules.active)
        let rules = RuleDiff(from: before, to: after)
        let forests = try differences.map { try refresh($0, before, after) }
        let gone = basis.gone.filter { !rules.changes(of: ConnectorID($0.key)).isEmpty }
        let requirements = RequirementPlanner.plan(
            connectors: differences.filter { $0.schema != nil }.map(\.forest.connector) + [.tenant],
            before: before,
            after: after,
            diff: rules
        )
        let content = RefreshContent(
            request: request,
            forests: forests,
            rules: rules,
            merge: merged.report,
            serverBuild: configuration.serverBuild,
            gone: gone.isEmpty ? nil : gone,
            requirements: requirements,
            estimate: requirements.isEmpty ? nil : basis.estimate
        )
        let plan = try Plan(
            kind: RefreshContent.planKind,
            basis: basis.fingerprints,
            content: content,
            hazards: RefreshHazards.find(in: forests, rules, gone: gone),
            origin: origin
        )
        let kept = differences.compactMap { one in one.kept.map { (one.forest.connector, $0) } }
        return RefreshPreparation(
            plan: plan,
            live: Dictionary(kept, uniquingKeysWith: { first, _ in first }),
            generation: merged.generated,
            files: merged.files
        )
    }

    /// The rules for all schemas; without any there is nothing to make them of, and the last ones stay.
    private func generate(_ differences: [ForestDifference]) -> GeneratedRules? {
        let forests = differences.compactMap { one in
            one.schema.map { schema in
                GenerationConnector(
                    identity: one.forest.connector,
                    name: one.forest.name,
                    kind: .forest,
                    ordinal: one.forest.ordinal,
                    schema: schema
                )
            }
        }
        guard !forests.isEmpty else { return nil }
        let tenant = GenerationConnector(identity: .tenant, name: "tenant", kind: .tenant, ordinal: 1, schema: .empty)
        return RuleGenerator(catalogue: catalogue, options: configuration.options).generate(for: forests + [tenant])
    }

    private func refresh(
        _ difference: ForestDifference,
        _ before: GeneratedRules,
        _ after: GeneratedRules
    ) throws -> ForestRefresh {
        let (forest, cached) = (difference.forest, difference.cached)
        let old = cached?.snapshot ?? .empty
        // Of a first reading nothing was known before that could be touched.
        let isFirst = cached == nil
        let effective = isFirst ? [] : EffectiveChange.between(old, difference.merged, difference.diff)
        let analysis = ImpactAnalysis(
            before: before.rules(of: forest.connector),
            after: after.rules(of: forest.connector),
            effective: effective
        )
        return ForestRefresh(
            connector: forest.connector,
            name: forest.name,
            state: difference.state,
            source: difference.live?.source,
            liveDigest: try difference.live.map { try Fingerprint(canonical: $0.snapshot).hex },
            liveForest: ForestRefresh.forest(of: difference.live?.server),
            cachedForest: ForestRefresh.forest(of: cached?.server),
            cachedVersion: cached?.number,
            cachedObjectVersion: cached?.snapshot.objectVersion,
            liveObjectVersion: difference.live?.snapshot.objectVersion,
            classes: difference.merged.classes.count,
            attributes: difference.merged.attributes.count,
            diff: difference.diff,
            effective: effective,
            impacts: isFirst ? [] : analysis.impacts(of: difference.diff),
            held: difference.held,
            accepted: difference.accepted,
            unreadable: difference.live?.snapshot.unreadable ?? [],
            failure: difference.failure,
            doubts: difference.doubts
        )
    }
}
