import ArgumentParser
import Foundation
import WizardTasks

/// The command `dryad wizard`.
struct WizardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wizard",
        abstract: "The tasks of the product's wizard, asked one by one.",
        discussion: """
            While it is open, no synchronization and no other change of the workspace runs; leaving it, however, lets them \
            run again. A file of answers has one a line: the question's word, a colon, the answer.

            task: sign-in
            method: pass-through
            seamlessSSO: off
            ready: configure
            """
    )

    @Option(help: ArgumentHelp("Take the answers from a file.", valueName: "file"))
    var answers: String?
    @Option(help: ArgumentHelp("Write the plan that is ready to be applied to a file too.", valueName: "file"))
    var plan: String?
    @OptionGroup var workspace: WorkspaceOptions

    func run() async throws {
        let prompter = try prompter()
        let progress = ProgressLine()
        defer { progress.finish() }
        let session = try await WizardSession.open(try await workspace.open())
        let end: WizardRun.End
        do {
            end = try await WizardRun(session, prompter, progress: progress, planFile: plan).run()
        } catch {
            await session.close()
            throw error
        }
        await session.close()
        guard case .configured(let starts) = end else {
            return prompter.tell("The wizard was left; nothing has changed.")
        }
        prompter.tell("Configuration complete.")
        guard starts else { return }
        let report = try await Synchronize(in: try await workspace.open()).run(report: progress.report)
        progress.finish()
        prompter.tell(SyncRunReport(result: report).text(Output.style(forErrors: false)))
        try SyncRunCommand.end(report)
    }

    private func prompter() throws -> any Prompter {
        if let answers { return try AnswerFile(answers) }
        guard let terminal = RawTerminal() else {
            throw ValidationError("The wizard needs a terminal, or answers from a file: --answers FILE.")
        }
        return TerminalPrompter(terminal, input: STDIN_FILENO, style: Output.style(forErrors: false))
    }
}
