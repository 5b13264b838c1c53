import Connectors
import Directory
import SyncEngine
import WizardTasks

/// The pages of domain and OU filtering.
final class FilterFlow: TaskFlow {
    private let workspace: Workspace
    private var trees: [String: ForestTree] = [:]

    init(_ workspace: Workspace) { self.workspace = workspace }

    private func forest(_ given: [String: [String]]) throws -> ForestConfiguration? {
        let forests = workspace.configuration.forests
        guard let name = given["forest"]?.first else { return forests.count == 1 ? forests.first : nil }
        return try workspace.configuration.forest(named: name)
    }

    /// Read once, however often somebody goes back: what is applied is compared with the forest again.
    private func tree(_ forest: ForestConfiguration) async throws -> ForestTree {
        if let known = trees[forest.name] { return known }
        let found = try await ForestTree.read(forest, workspace)
        trees[forest.name] = found
        return found
    }

    func question(after given: [String: [String]]) async throws -> Question? {
        guard let forest = try forest(given) else {
            return Question(
                key: "forest",
                title: "Domain and OU filtering",
                kind: .one(workspace.configuration.forests.map { Choice(word: $0.name, label: $0.name) }, preset: 0)
            )
        }
        let tree = try await tree(forest)
        if tree.domains.count > 1, given["domains"] == nil {
            return Question(
                key: "domains",
                title: "Domains of \(forest.name)",
                kind: .many(
                    tree.domains.map { domain in
                        Choice(
                            word: domain.dnsName,
                            label: domain.dnsName,
                            refusal: domain.failure.map { "It cannot be read: \($0)" },
                            isChosen: !domain.isExcluded
                        )
                    }
                )
            )
        }
        if given["containers"] == nil {
            return Question(
                key: "containers",
                title: "Containers of \(forest.name) that are read",
                lines: ["As the directory has them now. What is chosen or taken back takes what is below with it."],
                kind: .many(tree.choices(forest, domains: given["domains"]))
            )
        }
        guard given["new"] == nil else { return nil }
        return Question(
            key: "new",
            title: "Organizational units that are made later",
            kind: .one(
                [Choice(word: "read", label: "They are read"), Choice(word: "skip", label: "They are not read")],
                preset: forest.filter.includesNew ? 0 : 1
            )
        )
    }

    func outcome(of given: [String: [String]]) async throws -> FlowOutcome {
        guard let forest = try forest(given) else { return .page("This workspace has no forest yet.") }
        let tree = try await tree(forest)
        let request = tree.request(
            forest,
            read: Set(given["containers"] ?? []),
            includesNew: given["new"]?.first.map { $0 == "read" },
            domains: given["domains"]
        )
        return .settings(try await ChangeSettings(in: workspace).plan(.filter(request)))
    }
}

extension ForestTree {
    /// The containers as a page lists them; those of domains that are not read are left out.
    fileprivate func choices(_ forest: ForestConfiguration, domains chosen: [String]?) -> [Choice] {
        let scope = forest.filter.scope
        return domains.flatMap { domain -> [Choice] in
            let isRead = chosen?.contains(domain.dnsName) ?? !domain.isExcluded
            if let failure = domain.failure {
                return [Choice(word: domain.domain, label: domain.dnsName, refusal: "It cannot be read: \(failure)")]
            }
            guard isRead else { return [] }
            let base = DistinguishedName(domain.domain)?.components.count ?? 0
            return domain.containers.map { container in
                let depth = (DistinguishedName(container.dn)?.components.count ?? base) - base
                let label = depth == 0 ? container.dn : DistinguishedName(container.dn)?.components.first?.description
                return Choice(
                    word: container.dn,
                    label: label ?? container.dn,
                    depth: max(depth, 0),
                    isChosen: scope.includes(contentsOf: container.dn)
                )
            }
        }
    }
}
