import HTTPTypes
import Plans
import SyncEngine
import WizardTasks

/// Customize synchronization options: domain and OU filtering.
struct FilterTask: PlanningTask {
    let name = "filter"
    let title = "Domain and OU filtering"
    let summary = "Which domains and containers of a directory are read, as the directory has them now."

    /// The most containers that one page shows: a form with more would not be taken.
    private static let most = 900

    func refusal(_ configuration: WorkspaceConfiguration) -> String? {
        configuration.forests.isEmpty ? "There is no directory yet; add one first." : nil
    }

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        let forests = workspace.configuration.forests
        guard
            let forest = try query["forest"].map(workspace.configuration.forest(named:))
                ?? (forests.count == 1 ? forests.first : nil)
        else {
            return [
                TextPart(title: "Choose a directory", []),
                LinksPart(links: forests.map { ($0.name, ConsolePath("tasks", name, query: [("forest", $0.name)])) }),
            ]
        }
        let choices = FilterChoices(try await read(forest, workspace), forest)
        guard choices.count <= Self.most else {
            return [
                NoticePart(
                    kind: .info,
                    title: "More containers than a page can hold",
                    lines: [
                        "\(forest.name) has \(choices.count). Use the command: dryad customize filter \(forest.name) "
                            + "--skip DN --read DN; with --tree it lists them."
                    ]
                )
            ]
        }
        return try form(choices, forest, token)
    }

    func prepare(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> PreparedTask {
        let forest = try workspace.configuration.forest(named: form["forest"] ?? "")
        let tree = try await read(forest, workspace)
        // What was not on the page was not unticked by anybody.
        let choices = FilterChoices(tree, forest)
        guard try form["shown"] == choices.fingerprint.hex else {
            throw Refusal.stale("\(forest.name) has other containers now than those that the page showed.")
        }
        let request = tree.request(
            forest,
            read: Set(form.all("container")),
            includesNew: form["new"].map { $0 == "read" },
            domains: choices.domains.count > 1 ? form.all("domain") : nil
        )
        let plan = try await ChangeSettings(in: workspace).plan(.filter(request))
        return try SettingsPlan.prepared(
            plan,
            sentence: plan.content.isEmpty
                ? "\(forest.name) is read so already." : "Other containers or domains of \(forest.name) are read.",
            done: "The next full import of \(forest.name) reads what was chosen."
        )
    }

    /// Reads the containers live, or says what to do where the directory does not show them.
    private func read(_ forest: ForestConfiguration, _ workspace: Workspace) async throws -> ForestTree {
        do {
            let tree = try await ForestTree.read(forest, workspace)
            let choices = FilterChoices(tree, forest)
            let failures = choices.domains.compactMap { domain in domain.failure.map { "\(domain.name): \($0)" } }
            guard choices.count > 0 || failures.isEmpty else { throw unreadable(forest, failures) }
            return tree
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw unreadable(forest, "\(error)".split(separator: "\n").map { String($0) })
        }
    }

    private func unreadable(_ forest: ForestConfiguration, _ reasons: [String]) -> Refusal {
        Refusal(
            status: .badGateway,
            title: "The containers of \(forest.name) cannot be read now",
            advice: reasons + [
                "The filter stays as it is. See to the directory - dryad forest test \(forest.name) looks at it - and begin "
                    + "again."
            ],
            next: (title, path)
        )
    }

    private func form(
        _ choices: FilterChoices,
        _ forest: ForestConfiguration,
        _ token: String
    ) throws -> [any PagePart] {
        var form = TaskFormPart(path: path, token: token, button: "Show what it would do")
        form.addHidden("forest", forest.name)
        form.addHidden("shown", try choices.fingerprint.hex)
        if choices.domains.count > 1 {
            form.addChoices(
                "Domains of \(forest.name)",
                name: "domain",
                choices.domains.map { domain in
                    (
                        domain.name, domain.name, domain.failure.map { "It cannot be read: \($0)" },
                        domain.isRead && domain.failure == nil, domain.failure != nil, 0
                    )
                }
            )
        }
        for domain in choices.domains where !domain.containers.isEmpty {
            form.addChoices(
                "Containers of \(domain.name) that are read",
                name: "container",
                domain.containers.map { ($0.dn, $0.label, nil, $0.isRead, false, min($0.depth, 6)) }
            )
        }
        form.addChoice(
            "Organizational units that are made later",
            name: "new",
            [
                ("read", "They are read", nil, forest.filter.includesNew, false),
                ("skip", "They are not read", nil, !forest.filter.includesNew, false),
            ]
        )
        return [
            TextPart([
                TextLine(
                    "Each container is ticked or not for itself: untick those below, too, where none is to be read."
                )
            ]), form,
        ]
    }
}
