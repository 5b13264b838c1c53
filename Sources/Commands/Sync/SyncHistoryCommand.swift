import ArgumentParser
import SyncEngine
import WizardTasks

/// The command `dryad sync history`.
struct SyncHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List the last runs, show one of them, or forget old ones."
    )

    @Argument(help: "The number of the run to show with its steps and errors.")
    var number: Int?
    @Option(help: "How many runs to list; 0 lists all.")
    var limit = 20
    @Flag(help: "Forget the runs that are older than dryad.yaml's historyDays, or more than --keep.")
    var prune = false
    @Option(help: ArgumentHelp("With --prune: how many of the newest runs to keep.", valueName: "number"))
    var keep: Int?
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if keep != nil, !prune { throw ValidationError("--keep goes with --prune.") }
        if let keep, keep < 0 { throw ValidationError("--keep is a number, 0 or more.") }
        if number != nil, prune { throw ValidationError("Name a run or forget old ones, one of them.") }
    }

    func run() async throws {
        let workspace = try await workspace.open()
        if let number {
            let run = try await ReadRun(in: workspace).run(number)
            return try output.show(RunRecordReport(run, names: workspace.configuration))
        }
        if prune {
            let count = try await PruneHistory(in: workspace).run(keeping: keep)
            Output.note("\(WordList.count(count, "run")) taken out of the history.")
        }
        try output.show(SyncHistoryReport(result: try await RunPages(workspace).read(limit: limit > 0 ? limit : .max)))
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
            let task = run.task.map { "  \($0)" } ?? ""
            return (["\(run.number)  \(run.began)  \(end)\(task)"] + run.steps.map { "     \($0)" }).joined(
                separator: "\n"
            )
        }.joined(separator: "\n")
    }
}
