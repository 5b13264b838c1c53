import HTTPTypes
import Plans
import WizardTasks

/// A job: its progress, its plan with "Ready to configure", or what was done.
enum JobPage {
    static func make(_ job: TaskJob, _ query: FormFields, token: String) -> (Page, HTTPResponse.Status) {
        switch job.phase {
        case .planning: (working(job, "Reading and comparing; nothing changes yet."), .ok)
        case .applying: (working(job, "The plan is being applied."), .ok)
        case .ready(let prepared): (ready(job, prepared, query, token), .ok)
        case .found(let parts): (found(job, parts), .ok)
        case .done(let lines, let report): (done(job, lines, report), .ok)
        case .failed(let refusal): (failed(job, refusal), refusal.status)
        }
    }

    private static func working(_ job: TaskJob, _ lead: String) -> Page {
        Page(
            title: job.title,
            place: "tasks",
            lead: lead,
            parts: [
                ProgressPart(text: job.progress),
                TextPart([
                    TextLine("The page shows the result by itself. It may be left: the task goes on.", tone: .note)
                ]),
                LinksPart(links: [("Load again", job.path)]),
            ],
            reload: 2,
            events: job.eventsPath
        )
    }

    private static func ready(
        _ job: TaskJob,
        _ prepared: PreparedTask,
        _ query: FormFields,
        _ token: String
    ) -> Page {
        var page = Page(
            title: prepared.isEmpty ? "Nothing to configure" : "Ready to configure",
            place: "tasks",
            lead: "\(job.title): \(prepared.sentence)"
        )
        if !prepared.hazards.isEmpty {
            page.parts.append(
                NoticePart(
                    kind: .warning,
                    title: "Weigh this first",
                    lines: prepared.hazards.prefix(20).map(\.sentence)
                        + (prepared.hazards.count > 20 ? ["And \(prepared.hazards.count - 20) more."] : [])
                )
            )
        }
        page.parts += prepared.parts(TablePages(query, job.path))
        page.parts.append(TextPart([TextLine("Fingerprint of the plan: \(prepared.digest.short)", tone: .note)]))
        if prepared.document != nil {
            page.parts.append(LinksPart(links: [("The plan as a file, for dryad apply", job.planPath)]))
        }
        if !prepared.isEmpty {
            var form = TaskFormPart(
                path: ConsolePath("tasks", "jobs", "\(job.number)", "apply"),
                token: token,
                button: "Configure"
            )
            form.addHidden("digest", prepared.digest.hex)
            if prepared.offersSynchronization {
                form.addTicks(
                    "Afterwards",
                    name: "synchronize",
                    [("on", "Start the synchronization process when configuration completes", nil, false)]
                )
            }
            page.parts.append(form)
        }
        page.parts.append(
            LinksPart(links: [("Previous", ConsolePath("tasks", job.name)), ("All tasks", ConsolePath("tasks"))])
        )
        return page
    }

    private static func found(_ job: TaskJob, _ parts: [any PagePart]) -> Page {
        Page(
            title: "What was found",
            place: "tasks",
            lead: job.title,
            parts: parts + [
                LinksPart(links: [("Look again", ConsolePath("tasks", job.name)), ("All tasks", ConsolePath("tasks"))])
            ]
        )
    }

    private static func done(_ job: TaskJob, _ lines: [String], _ report: SynchronizationReport?) -> Page {
        var parts: [any PagePart] = [NoticePart(kind: .good, title: job.title, lines: lines)]
        if let report {
            parts.append(
                NoticePart(
                    kind: report.outcome == "success" ? .good : .warning,
                    title: "Synchronization",
                    lines: SynchronizeTask.lines(report)
                )
            )
        }
        parts.append(
            LinksPart(links: [
                ("Overview", ConsolePath()), ("All tasks", ConsolePath("tasks")),
                ("Pending exports", ConsolePath("pending")), ("Runs", ConsolePath("runs")),
            ])
        )
        return Page(title: "Configuration complete", place: "tasks", parts: parts)
    }

    private static func failed(_ job: TaskJob, _ refusal: Refusal) -> Page {
        Page(
            title: refusal.title,
            place: "tasks",
            lead: job.title,
            parts: [
                NoticePart(kind: .bad, title: "What happened", lines: refusal.advice),
                LinksPart(links: [("Begin again", ConsolePath("tasks", job.name)), ("All tasks", ConsolePath("tasks"))]
                ),
            ]
        )
    }
}
