import CloudTenant
import Plans
import SQLiteStore
import SyncEngine
import SyncRules

/// Makes the plan of a task that changes settings; the same inputs make the same plan.
struct SettingsPlanner {
    let workspace: Workspace

    /// `isAgain` asks whether something is left of a request that has just been applied; a request that is refused then,
    /// because it is done, has nothing left.
    func prepare(_ request: TaskRequest, isAgain: Bool = false) async throws -> SettingsPreparation {
        let draft: SettingsDraft
        do {
            draft = try await request.asked.draft(workspace)
        } catch let error as TaskError where isAgain && [.notOffered, .forestExists].contains(error.code) {
            draft = SettingsDraft(workspace, touches: [])
        }
        let settings = SettingList.changes(from: workspace.configuration, to: draft.configuration)
        if let stray = settings.first(where: { !draft.means($0.name) }) {
            throw TaskError(
                .notVerified,
                "\(request.title) would change \(stray.name), which it does not mean to. Nothing was planned; this is a defect "
                    + "of Dryad."
            )
        }
        var tenant: [SettingChange] = []
        var current: TenantDomains?
        if let domains = draft.domains {
            let known = try await workspace.tenantState().settings.domains
            tenant = Self.changes(from: known, to: domains)
            current = known
        }
        // Refused before anything is planned that only the tenant's own machine can do.
        if !tenant.isEmpty { _ = try workspace.tenant }
        var basis = draft.basis
        basis["configuration"] = try Fingerprint(canonical: SettingList(workspace.configuration).settings)
        basis["earlier plans of the kind"] = try Fingerprint(
            canonical: try await workspace.store.appliedCount(of: request.kind)
        )
        if let current { basis["domains of the tenant"] = try Fingerprint(canonical: current) }
        let rules = try await rules(for: draft.configuration, &basis)
        let requirements = Self.merged(rules?.plan.content.requirements ?? [], draft.requirements)
        let content = SettingsContent(
            request: request,
            forests: Dictionary(
                draft.configuration.forests.map { ($0.connector.text, $0.name) },
                uniquingKeysWith: { first, _ in first }
            ),
            settings: settings,
            tenant: tenant,
            rules: rules?.plan.content.rules ?? RuleDiff(changes: [], renumbered: 0),
            merge: rules?.plan.content.merge,
            requirements: requirements,
            consequences: draft.consequences,
            staging: draft.staging,
            directory: draft.directory
        )
        let plan = try Plan(
            kind: request.kind,
            basis: basis,
            content: content,
            hazards: draft.hazards + (try await stale(rules)),
            origin: workspace.surroundings.origin
        )
        let isChanged = !content.rules.isEmpty || content.merge?.isEmpty == false
        return SettingsPreparation(
            plan: plan,
            configuration: draft.configuration,
            domains: tenant.isEmpty ? nil : draft.domains,
            rules: isChanged ? rules?.generation : nil,
            files: rules?.files ?? [],
            description: draft.description
        )
    }

    /// What the rules would be; nothing where no setting changes that they depend on.
    private func rules(
        for configuration: WorkspaceConfiguration,
        _ basis: inout [String: Fingerprint]
    ) async throws -> RefreshPreparation? {
        guard configuration.options != workspace.configuration.options else { return nil }
        let states = try await RefreshBasis.read(workspace)
        for (name, fingerprint) in states.fingerprints where name != "configuration" { basis[name] = fingerprint }
        return try await planner(configuration).plan(RefreshRequest(forests: []), states, [:])
    }

    /// What would come along because the rules did not fit the settings of before.
    private func stale(_ rules: RefreshPreparation?) async throws -> [Hazard] {
        guard rules != nil else { return [] }
        let states = try await RefreshBasis.read(workspace)
        let now = try await planner(workspace.configuration).plan(RefreshRequest(forests: []), states, [:])
        let count = now.plan.content.rules.changes.count
        guard count > 0 else { return [] }
        return [
            Hazard(
                kind: "carriesAlong",
                subject: "rules",
                sentence:
                    "\(count) rule\(count == 1 ? "" : "s") did not fit dryad.yaml and the cached schemas before: what "
                    + "differs for that reason comes along. `dryad schema refresh` shows it alone."
            )
        ]
    }

    private func planner(_ configuration: WorkspaceConfiguration) async throws -> RefreshPlanner {
        RefreshPlanner(
            configuration: configuration,
            catalogue: try RuleCatalogue.standard(),
            origin: workspace.surroundings.origin,
            day: workspace.surroundings.day
        )
    }

    private static func merged(_ left: [RunRequirement], _ right: [RunRequirement]) -> [RunRequirement] {
        left + right.filter { one in !left.contains { $0.connector == one.connector && $0.kind == one.kind } }
    }

    private static func changes(from old: TenantDomains, to new: TenantDomains) -> [SettingChange] {
        func texts(_ domain: TenantDomains.Domain?) -> [String: String] {
            guard let domain else { return [:] }
            var texts = [
                "authentication": domain.federation == nil ? "managed" : "federated",
                "isVerified": domain.isVerified ? "yes" : "no",
            ]
            for part in domain.federation?.parts ?? [] { texts[part.name] = part.value }
            return texts
        }
        let names = Set(old.custom.map(\.name)).union(new.custom.map(\.name)).sorted()
        return names.flatMap { name -> [SettingChange] in
            let before = texts(old.custom.first { $0.name == name })
            let after = texts(new.custom.first { $0.name == name })
            return Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map { key in
                SettingChange(name: "domain \(name) \(key)", from: before[key], to: after[key])
            }
        }
    }
}
