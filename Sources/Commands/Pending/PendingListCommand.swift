import ArgumentParser
import SyncEngine
import WizardTasks

/// The command `dryad pending list`.
struct PendingListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the changes that wait to be exported, with who they are and what changes."
    )

    @Option(help: "How many changes to list; 0 lists all.")
    var limit = 20
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try await workspace.open()
        let changes = try await PendingView(workspace).describe()
        try output.show(
            PendingListReport(changes: changes, limit: limit, isStaging: workspace.configuration.isStaging)
        )
    }
}

/// The changes that wait to be exported.
struct PendingListReport: Report {
    struct Result: Encodable {
        let isStaging: Bool
        let changes: [PendingView.Change]
    }

    static let kind = "pending.list"
    let result: Result
    private let limit: Int

    init(changes: [PendingView.Change], limit: Int, isStaging: Bool) {
        result = Result(isStaging: isStaging, changes: changes)
        self.limit = limit
    }

    func text(_ style: Style) -> String {
        let changes = result.changes
        guard !changes.isEmpty else { return "Nothing waits to be exported." }
        let counts = changes.reduce(into: [String: Int]()) { $0[$1.operation, default: 0] += 1 }
        let how = result.isStaging ? ", suppressed by staging mode" : ""
        // Deletions are what people must not miss, so they come first.
        let order = ["delete": 0, "update": 1, "add": 2]
        let sorted = changes.enumerated().sorted {
            (order[$0.element.operation] ?? 3, $0.offset) < (order[$1.element.operation] ?? 3, $1.offset)
        }.map(\.element)
        let shown = limit > 0 ? Array(sorted.prefix(limit)) : sorted
        var table = TextTable(["change", "class", "who", "source anchor", "attributes"])
        for change in shown {
            table.add([change.operation, change.objectClass, change.label, change.anchor, names(change)])
        }
        let rest = changes.count - shown.count
        let more = rest > 0 ? "\n… and \(rest) more; --limit 0 lists all." : ""
        return "\(PendingCounts.text(counts)) pending\(how).\n\n" + table.text(style) + more
    }

    private func names(_ change: PendingView.Change) -> String {
        guard change.operation == "update" else { return change.operation == "add" ? "\(change.attributes.count)" : "" }
        return change.attributes.count <= 4
            ? change.attributes.joined(separator: " ") : change.attributes.prefix(3).joined(separator: " ") + " …"
    }
}
