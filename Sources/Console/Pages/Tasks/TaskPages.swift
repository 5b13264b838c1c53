import Diagnostics
import Hummingbird
import HummingbirdCore
import Plans
import WizardTasks

/// The pages of tasks, and what their forms do.
struct TaskPages: Sendable {
    let desk: TaskDesk
    /// Holds the workspace while a task of the wizard is open.
    let wizard: OpenWizard
    /// How many seconds a page may be left alone before the workspace is let go.
    let limit: Double

    func show(_ visit: Visit, _ folders: ArraySlice<String>, _ workspace: Workspace) async throws -> Answer {
        let names = Array(folders)
        if names.isEmpty {
            // Whoever is back at the list has left the task.
            await wizard.leave(visit.session)
            return .page(TasksPage.make(await desk.recent(), workspace.configuration))
        }
        if names.first == "jobs" { return try await show(job: names, visit) }
        guard names.count <= 2, let task = ConsoleTasks.named(names[0]) else { throw Refusal.notFound }
        if names.count == 2 {
            guard let file = try await task.file(names[1], workspace) else { throw Refusal.notFound }
            return .file(name: file.name, text: file.text)
        }
        if let reason = task.refusal(workspace.configuration) {
            await wizard.leave(visit.session)
            return .page(Self.refused(task, reason))
        }
        let isHeld = try await open(task, visit)
        do {
            return .page(
                Page(
                    title: task.title,
                    place: "tasks",
                    lead: task.summary,
                    parts: isHeld
                        + (try await task.question(workspace, visit.query, token: await visit.newFormToken()))
                        + (await ways(out: task, visit))
                )
            )
        } catch {
            await wizard.leave(visit.session, task: task.name)
            throw error
        }
    }

    /// The page of a task that is not offered now.
    private static func refused(_ task: any ConsoleTask, _ reason: String) -> Page {
        Page(
            title: task.title,
            place: "tasks",
            lead: task.summary,
            parts: [
                NoticePart(kind: .info, title: "Not available now", lines: [reason]),
                LinksPart(links: [("All tasks", ConsolePath("tasks"))]),
            ]
        )
    }

    /// Opens the wizard for a task, and says what that means; for another task it is left.
    private func open(_ task: any ConsoleTask, _ visit: Visit) async throws -> [any PagePart] {
        guard task.isWizard else {
            await wizard.leave(visit.session)
            return []
        }
        if let refusal = try await wizard.enter(visit.session, task: task.name) {
            return [
                NoticePart(
                    kind: .warning,
                    title: "The workspace is in use",
                    lines: [refusal, "The plan can be made and looked at; applying it has to wait."]
                )
            ]
        }
        return [
            TextPart([
                TextLine(
                    "While this task is open, nothing is synchronized here and nobody else changes the workspace: until it "
                        + "ends, it is cancelled, or nobody touches it for \(Int(limit / 60)) minutes. No real server is "
                        + "suspended.",
                    tone: .note
                )
            ])
        ]
    }

    private func ways(out task: any ConsoleTask, _ visit: Visit) async -> [any PagePart] {
        guard task.isWizard else { return [LinksPart(links: task.exits)] }
        return [await Self.cancel(visit)]
    }

    /// The button that leaves the task.
    private static func cancel(_ visit: Visit) async -> TaskFormPart {
        var form = TaskFormPart(
            path: ConsolePath("tasks", "cancel"),
            token: await visit.newFormToken(),
            button: "Cancel"
        )
        form.isQuiet = true
        return form
    }

    private func show(job names: [String], _ visit: Visit) async throws -> Answer {
        guard names.count > 1, let number = Int(names[1]), let job = await desk.job(number) else {
            throw Refusal.missing(
                "There is no such task",
                "It was begun before the console was started, or long ago. What it did is in the workspace.",
                next: ("Tasks", ConsolePath("tasks"))
            )
        }
        if names.count == 3, names[2] == "events" { return .events(try await events(number)) }
        if names.count == 3, names[2] == "plan", case .ready(let prepared) = job.phase, let text = prepared.document {
            return .file(name: "plan-\(prepared.digest.short).json", text: text)
        }
        guard names.count == 2 else { throw Refusal.notFound }
        await wizard.touch(visit.session, task: job.name)
        var (page, status) = JobPage.make(job, visit.query, token: await visit.newFormToken())
        if case .ready(let prepared) = job.phase, job.isWizard, !prepared.isEmpty {
            page.parts.append(await Self.cancel(visit))
        }
        return .page(page, status)
    }

    func change(_ visit: Visit, _ folders: ArraySlice<String>, _ form: FormFields) async throws -> Answer {
        let names = Array(folders)
        if names == ["cancel"] {
            await wizard.leave(visit.session)
            return .elsewhere(ConsolePath("tasks"))
        }
        if names.count == 3, names[0] == "jobs", names[2] == "apply", let number = Int(names[1]) {
            try await desk.apply(
                number,
                digest: form["digest"] ?? "",
                synchronizes: form["synchronize"] == "on",
                for: visit.session
            )
            return .elsewhere(ConsolePath("tasks", "jobs", names[1]))
        }
        guard names.count == 1, let task = ConsoleTasks.named(names[0]) else { throw Refusal.notFound }
        guard let task = task as? any AnsweredTask else { throw Refusal.otherMethod }
        return .elsewhere(try await desk.begin(task, form, for: visit.session).path)
    }

    /// Server-sent events (HTML, section 9.2): sentences about the progress, and an `end` when the page has changed.
    private func events(_ number: Int) async throws -> ResponseBody {
        let stream = try await desk.listen(to: number)
        return ResponseBody { writer in
            for await event in stream {
                guard case .progress(let sentence) = event else { continue }
                let line = Terminal.visible(sentence)
                try await writer.write(ByteBuffer(string: "event: progress\ndata: \(line)\n\n"))
            }
            try await writer.write(ByteBuffer(string: "event: end\ndata: \n\n"))
            try await writer.finish(nil)
        }
    }
}
