import ArgumentParser
import SQLiteStore
import SyncEngine
import WizardTasks

/// The command `dryad sync history`.
struct SyncHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "history", abstract: "List the last runs.")

    @Option(help: "How many runs to list; 0 lists all.")
    var limit = 20
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try await workspace.open()
        try output.show(SyncHistoryReport(result: try await workspace.store.runs(limit: limit > 0 ? limit : .max)))
    }
}

/// The last runs, newest first.
struct SyncHistoryReport: Report {
    static let kind = "sync.history"
    let result: [RunRecord]

    func text(_ style: Style) -> String {
        guard !result.isEmpty else { return "Nothing has been run yet; `dryad sync run` does." }
        return result.map { run in
            let end = run.outcome == "success" ? style.good(run.outcome) : style.attention(run.outcome)
            return (["\(run.number)  \(run.began)  \(end)"] + run.steps.map { "     \($0)" }).joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
