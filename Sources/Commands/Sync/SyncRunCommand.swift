import ArgumentParser
import SyncEngine
import WizardTasks

/// The command `dryad sync run`.
struct SyncRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a cycle: import, run the rules, export to the tenant unless staging mode is on.",
        discussion: """
            A delta cycle reads what has changed; a forest that cannot tell, or whose schema or rules have changed, is \
            read whole. The first cycle is an initial one. What rules write back to a forest goes to Dryad's simulated \
            copy of it.
            """
    )

    @Option(help: "delta, or initial for everything anew; otherwise what is due.")
    var policy: CyclePolicy?
    @Flag(help: .evaluateAll)
    var evaluateAll = false
    @OptionGroup var guards: GuardOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let progress = ProgressLine()
        defer { progress.finish() }
        var request = guards.request(policy)
        request.evaluatesAll = evaluateAll
        let task = Synchronize(in: try await workspace.open(), request)
        let report = try await task.run(report: progress.report)
        progress.finish()
        try output.show(SyncRunReport(result: report))
        try Self.end(report)
    }

    /// Ends with the exit code of a run.
    static func end(_ report: SynchronizationReport) throws {
        let status = RunStatus(rawValue: report.outcome)
        if status.isGuarded { throw OutcomeCode.guarded }
        // A warning is no failure: the run came to its end, and says what deserves a look.
        guard status.isGood || status == .completedWarnings else { throw OutcomeCode.failed }
    }
}
