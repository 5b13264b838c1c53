import ArgumentParser
import Diagnostics
import WizardTasks

/// The command `dryad scheduler serve`.
struct SchedulerServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run cycles at their interval, in the foreground, until Ctrl-C.",
        discussion: "While somebody else holds the workspace it waits and says so. A cycle that is cut short is none."
    )

    @OptionGroup var workspace: WorkspaceOptions

    func run() async throws {
        let progress = ProgressLine()
        defer { progress.finish() }
        try await ServeScheduler(workspace.folder, surroundings: .real).run(
            report: { event in
                progress.finish()
                let style = Output.style(forErrors: false)
                print("\(Surroundings.real.date)  \(Self.line(event, style))")
            },
            progress: progress.report
        )
    }

    private static func line(_ event: SchedulerEvent, _ style: Style) -> String {
        switch event {
        case .waiting(let moment, let policy): "The next \(policy.rawValue) cycle is due at \(moment)."
        case .ran(let result): SyncRunReport(result: result).headline(style)
        case .suspended(let who): style.attention("Suspended") + ": " + Terminal.visible(who)
        case .failed(let why):
            style.bad("Failed") + ": "
                + why.split(separator: "\n").map { Terminal.visible(String($0)) }.joined(separator: "\n")
        case .disabled: "The scheduler is switched off; `dryad scheduler set --enable-sync` switches it on."
        case .pruned(let count): "\(WordList.count(count, "old run")) taken out of the history."
        }
    }
}
