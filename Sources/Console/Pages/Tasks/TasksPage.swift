import WizardTasks

/// Additional tasks: what the wizard can do when it is run again.
enum TasksPage {
    static func make(_ jobs: [TaskJob]) -> Page {
        Page(
            title: "Additional tasks",
            place: "tasks",
            lead: "Each task shows a plan first and changes nothing before that is applied.",
            parts: [
                TablePart(
                    caption: "Tasks",
                    columns: ["task", "what it is for"],
                    empty: "",
                    rows: ConsoleTasks.all.map { [[TextLine($0.title, path: $0.path)], [TextLine($0.summary)]] }
                ),
                TablePart(
                    title: "Begun since the console was started",
                    caption: "Tasks that were begun, newest first",
                    columns: ["number", "task", "state"],
                    numbers: [0],
                    empty: "None.",
                    rows: jobs.map { job in
                        [[TextLine("\(job.number)")], [TextLine(job.title, path: job.path)], [state(job)]]
                    }
                ),
            ]
        )
    }

    private static func state(_ job: TaskJob) -> TextLine {
        switch job.phase {
        case .planning: TextLine("the plan is being made", tone: .warning)
        case .ready(let prepared):
            prepared.isEmpty
                ? TextLine("nothing to configure", tone: .note) : TextLine("ready to configure", tone: .warning)
        case .applying: TextLine("being applied", tone: .warning)
        case .done: TextLine("done", tone: .good)
        case .failed(let refusal): TextLine(refusal.title, tone: .bad)
        }
    }
}
