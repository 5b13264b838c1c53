import ArgumentParser
import WizardTasks

/// The command `dryad forest list`.
struct ForestListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the forests of a workspace.")

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let overview = try await WorkspaceOverview.read(try await workspace.open())
        try output.show(ForestListReport(result: overview.forests))
    }
}

/// The forests of a workspace.
struct ForestListReport: Report {
    static let kind = "forest.list"
    let result: [WorkspaceOverview.Forest]

    func text(_ style: Style) -> String {
        guard !result.isEmpty else { return "This workspace has no forest yet; add one with `dryad forest add`." }
        var table = TextTable(["forest", "read from", "as", "schema", "last refresh"])
        for forest in result {
            table.add([
                forest.name, forest.source, forest.account ?? "-",
                forest.schemaVersion.map { "version \($0)" } ?? "never read", forest.lastRefresh ?? "-",
            ])
        }
        return table.text(style)
    }
}
