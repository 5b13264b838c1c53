import WizardTasks

/// View current configuration: looked at, or taken along as a file; Previous and Exit only.
struct ViewTask: ListedTask {
    let task = AdditionalTask.view
    /// Looking takes no lock.
    let isWizard = false
    let exits: [(label: String, path: ConsolePath)] = [("Previous", ConsolePath("tasks")), ("Exit", ConsolePath())]

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        let overview = try await WorkspaceOverview.read(workspace)
        return [
            directories(overview, query), general(overview), options(workspace.configuration), due(overview),
            changes(overview, query), settings(overview, query),
            TextPart(
                title: "As a file",
                [
                    TextLine("Export the configuration as JSON", path: ConsolePath("tasks", name, "export")),
                    TextLine(
                        "Passwords, tokens and keys are neither shown nor exported: only where they come from.",
                        tone: .note
                    ),
                ]
            ),
        ]
    }

    func file(_ name: String, _ workspace: Workspace) async throws -> (name: String, text: String)? {
        guard name == "export" else { return nil }
        let overview = try await WorkspaceOverview.read(workspace)
        return ("dryad-configuration.json", try ExportedConfiguration(overview).text)
    }

    private static let tables = ["directories", "differences", "settings"]

    private func directories(_ overview: WorkspaceOverview, _ query: FormFields) -> TablePart {
        .paged(
            title: "Synchronized directories",
            caption: "Directories",
            columns: ["directory", "read from", "account", "connector", "last schema refresh"],
            empty: "No directory has been added yet.",
            rows: overview.forests,
            TablePages(query, path, keeping: Self.tables),
            "directories"
        ) { forest in
            [
                [TextLine(forest.name)], [TextLine(forest.source)], [TextLine(forest.account ?? "-")],
                [TextLine(forest.connector)],
                [
                    TextLine(
                        forest.lastRefresh.map { Words.moment($0) } ?? "never",
                        tone: forest.lastRefresh == nil ? .warning : .moment
                    )
                ] + (forest.schemaVersion.map { [TextLine("version \($0)", tone: .note)] } ?? []),
            ]
        }
    }

    private func general(_ overview: WorkspaceOverview) -> FactsPart {
        var facts = FactsPart(title: "General settings")
        facts.add("Workspace", overview.folder)
        facts.add(
            "Staging mode",
            overview.isStaging ? "on: nothing is exported" : "off",
            tone: overview.isStaging ? .warning : nil
        )
        facts.add("User sign-in", overview.signIn)
        facts.add("Tenant", overview.tenantStore)
        facts.add("Synchronization rules", "\(overview.ruleCount)", path: ConsolePath("rules"))
        facts.add("Deletion guard", Words.count(overview.deletionLimit, "deletion"))
        let readings = overview.otherReadings.map { "\($0) \(overview.semantics[$0] == true ? "true" : "false")" }
        facts.add("Semantics", readings.isEmpty ? "as Dryad has them by itself" : readings.joined(separator: ", "))
        facts.add("In use by", overview.holder)
        return facts
    }

    private func options(_ configuration: WorkspaceConfiguration) -> FactsPart {
        var facts = FactsPart(title: "Optional features and synchronization settings")
        for feature in OptionalFeature.all { facts.add(feature.title, feature.value(in: configuration)) }
        return facts
    }

    private func due(_ overview: WorkspaceOverview) -> TextPart {
        TextPart(
            title: "Runs that are due",
            overview.due.isEmpty
                ? [TextLine("None.", tone: .note)]
                : overview.due.map { TextLine("\($0.run) of \($0.connector): \($0.reason)") }
        )
    }

    private func changes(_ overview: WorkspaceOverview, _ query: FormFields) -> TablePart {
        .paged(
            title: "What differs from the defaults",
            caption: "Settings that differ",
            columns: ["setting", "default", "here"],
            empty: "Nothing does.",
            rows: overview.differences,
            TablePages(query, path, keeping: Self.tables),
            "differences"
        ) { [[TextLine($0.name)], [TextLine($0.from ?? "-")], [TextLine($0.to ?? "-")]] }
    }

    private func settings(_ overview: WorkspaceOverview, _ query: FormFields) -> TablePart {
        .paged(
            title: "All settings",
            caption: "Settings",
            columns: ["setting", "value"],
            empty: "",
            rows: overview.settings,
            TablePages(query, path, keeping: Self.tables),
            "settings"
        ) { [[TextLine($0.name)], [TextLine($0.value)]] }
    }
}
