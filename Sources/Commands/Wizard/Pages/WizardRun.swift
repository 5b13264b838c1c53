import Diagnostics
import SyncEngine
import WizardTasks

/// The wizard from the list of tasks to "Configuration complete", whoever answers.
final class WizardRun {
    private let session: WizardSession
    private let prompter: any Prompter
    private let progress: ProgressLine
    private let planFile: String?
    private var workspace: Workspace

    /// Takes the session that holds the workspace; `planFile` gets the plan that is ready to be applied.
    init(_ session: WizardSession, _ prompter: any Prompter, progress: ProgressLine, planFile: String?) {
        self.session = session
        self.prompter = prompter
        self.progress = progress
        self.planFile = planFile
        workspace = session.workspace
    }

    /// What the person leaves the wizard with.
    enum End {
        /// Nothing was changed.
        case left
        /// A plan was applied; whether a synchronization is to follow.
        case configured(starts: Bool)
    }

    func run() async throws -> End {
        while true {
            let tasks = AdditionalTask.allCases
            let answer = try await prompter.ask(
                Question(
                    key: "task",
                    title: "Dryad: additional tasks",
                    lines: [
                        "The workspace \(workspace.folder.path). While the wizard is open, nothing is synchronized here; no real "
                            + "server is suspended."
                    ],
                    kind: .one(
                        tasks.map {
                            Choice(word: $0.rawValue, label: $0.title, refusal: $0.refusal(workspace.configuration))
                        },
                        preset: tasks.firstIndex { $0.refusal(workspace.configuration) == nil } ?? 0
                    )
                )
            )
            switch answer {
            case .back, .quit: return .left
            case .words(let words):
                guard let task = words.first.flatMap({ AdditionalTask(rawValue: $0) }) else { continue }
                if let end = try await pages(of: task) { return end }
            }
        }
    }

    /// The pages of a task; nothing where somebody goes back to the list.
    private func pages(of task: AdditionalTask) async throws -> End? {
        let flow = task.flow(workspace, report: progress.report)
        var given: [(key: String, words: [String])] = []
        while true {
            let answers = Dictionary(given.map { ($0.key, $0.words) }) { _, last in last }
            let answer: Answer
            do {
                if let question = try await flow.question(after: answers) {
                    answer = try await prompter.ask(question)
                    if case .words(let words) = answer { given.append((question.key, words)) }
                } else {
                    let outcome = try await flow.outcome(of: answers)
                    progress.finish()
                    if case .page(let text) = outcome {
                        answer = try await look(task.title, text)
                    } else {
                        let (ready, end) = try await ready(task, outcome)
                        if let end { return end }
                        answer = ready
                    }
                }
            } catch let error where Self.isTold(error) {
                progress.finish()
                answer = try await look("\(task.title): this cannot be done", "\(error)")
            }
            switch answer {
            case .words: continue
            case .quit: return .left
            case .back:
                guard !given.isEmpty else { return nil }
                given.removeLast()
            }
        }
    }

    /// A page that is only looked at: Previous and Exit.
    private func look(_ title: String, _ text: String) async throws -> Answer {
        let answer = try await prompter.ask(
            Question(
                key: "page",
                title: title,
                lines: Self.lines(text),
                kind: .one(
                    [Choice(word: "previous", label: "Previous"), Choice(word: "exit", label: "Exit")],
                    preset: 0
                )
            )
        )
        if case .words(["previous"]) = answer { return .back }
        if case .words = answer { return .quit }
        return answer
    }

    /// "Ready to configure": the plan, and whether a synchronization follows.
    private func ready(_ task: AdditionalTask, _ outcome: FlowOutcome) async throws -> (Answer, End?) {
        if let planFile, case .settings(let plan) = outcome { try PlanFile.write(plan, to: planFile) }
        if let planFile, case .refresh(let made) = outcome { try PlanFile.write(made.plan, to: planFile) }
        let does = outcome.isEmpty ? "Exit" : "Configure"
        let choices = [
            Choice(word: "start", label: "\(does), and start the synchronization process when configuration completes"),
            Choice(word: "configure", label: outcome.isEmpty ? "Exit" : "Configure, and do not start it"),
            Choice(word: "previous", label: "Previous"),
        ]
        let answer = try await prompter.ask(
            Question(
                key: "ready",
                title: "Ready to configure: \(task.title)",
                lines: Self.lines(outcome.text(.plain)),
                kind: .one(choices, preset: 0)
            )
        )
        guard case .words(let words) = answer else { return (answer, nil) }
        guard words.first != "previous" else { return (.back, nil) }
        try await apply(outcome)
        return (answer, .configured(starts: words.first == "start"))
    }

    private func apply(_ outcome: FlowOutcome) async throws {
        switch outcome {
        case .settings(let plan): try await ChangeSettings(in: workspace).apply(plan)
        case .refresh(let preparation): try await RefreshSchema(in: workspace).apply(preparation)
        case .page: break
        }
        workspace = try session.reopened()
    }

    /// Whether an error is something for the person to read and to go back from, and not the end of the wizard.
    private static func isTold(_ error: any Error) -> Bool {
        error is TaskError || error is SyncEngineError || WizardFailures.isOfADirectory(error)
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { Terminal.visible(String($0)) }
    }
}
