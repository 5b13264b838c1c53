import ArgumentParser
import Diagnostics
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
    @Flag(help: "Show each attribute with the values that go and come.")
    var values = false
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try await workspace.open()
        let (changes, names) = try await PendingView(workspace).describe()
        try output.show(
            PendingListReport(
                result: .init(isStaging: workspace.configuration.isStaging, changes: changes),
                names: values ? names : nil,
                limit: limit
            )
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
    /// Who is meant by names in the tenant; nothing where values are not to be shown.
    let names: [String: String]?
    let limit: Int

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
        let rest = changes.count - shown.count
        let more = rest > 0 ? "\n… and \(rest) more; --limit 0 lists all." : ""
        let head = "\(PendingCounts.text(counts)) pending\(how).\n\n"
        if let names { return head + shown.map { detailed($0, names, style) }.joined(separator: "\n") + more }
        var table = TextTable(["change", "class", "who", "source anchor", "attributes"])
        for change in shown {
            table.add([change.operation, change.objectClass, change.label, change.anchor, attributes(change)])
        }
        return head + table.text(style) + more
    }

    private func detailed(_ change: PendingView.Change, _ names: [String: String], _ style: Style) -> String {
        let title = "\(change.operation)  \(change.objectClass)  \(change.label)  (source anchor \(change.anchor))"
        let values = ValueChangesText(change.values, names: names, style).text
        return style.strong(Terminal.visible(title)) + (values.isEmpty ? "" : "\n" + values)
    }

    private func attributes(_ change: PendingView.Change) -> String {
        guard change.operation == "update" else { return change.operation == "add" ? "\(change.attributes.count)" : "" }
        return change.attributes.count <= 4
            ? change.attributes.joined(separator: " ") : change.attributes.prefix(3).joined(separator: " ") + " …"
    }
}
