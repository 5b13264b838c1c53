import WizardTasks

/// Additional tasks: what the wizard can do when it is run again.
enum TasksPage {
    static func make(_ jobs: [TaskJob], _ configuration: WorkspaceConfiguration) -> Page {
        let synchronize = SynchronizeTask()
        return Page(
            title: "Additional tasks",
            place: "tasks",
            lead: "Each task shows a plan first and changes nothing before that is applied.",
            parts: [
                TaskListPart(
                    AdditionalTask.allCases.map {
                        .init(
                            $0.title,
                            $0.summary,
                            path: ConsoleTasks.pages(of: $0)?.path,
                            refusal: $0.refusal(configuration)
                        )
                    }
                ),
                TaskListPart(
                    title: "Without the wizard",
                    [.init(synchronize.title, synchronize.summary, path: synchronize.path)]
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
        case .found: TextLine("looked at", tone: .good)
        case .applying: TextLine("being applied", tone: .warning)
        case .done: TextLine("done", tone: .good)
        case .failed(let refusal): TextLine(refusal.title, tone: .bad)
        }
    }
}
