import Hummingbird
import HummingbirdCore
import WizardTasks

/// The pages of tasks, and what their forms do.
struct TaskPages: Sendable {
    let desk: TaskDesk

    func show(_ visit: Visit, _ folders: ArraySlice<String>, _ workspace: Workspace) async throws -> Answer {
        let names = Array(folders)
        if names.isEmpty { return .page(TasksPage.make(await desk.recent())) }
        if names.first == "jobs" {
            guard names.count > 1, let number = Int(names[1]), let job = await desk.job(number) else {
                throw Refusal.missing(
                    "There is no such task",
                    "It was begun before the console was started, or long ago. What it did is in the workspace.",
                    next: ("Tasks", ConsolePath("tasks"))
                )
            }
            if names.count == 3, names[2] == "events" { return .events(try await events(number)) }
            guard names.count == 2 else { throw Refusal.notFound }
            let (page, status) = JobPage.make(job, token: await visit.newFormToken())
            return .page(page, status)
        }
        guard names.count == 1, let task = ConsoleTasks.named(names[0]) else { throw Refusal.notFound }
        return .page(
            Page(
                title: task.title,
                place: "tasks",
                lead: task.summary,
                parts: try await task.question(workspace, token: await visit.newFormToken())
                    + [LinksPart(links: [("All tasks", ConsolePath("tasks"))])]
            )
        )
    }

    func change(_ folders: ArraySlice<String>, _ form: FormFields) async throws -> Answer {
        let names = Array(folders)
        if names.count == 3, names[0] == "jobs", names[2] == "apply", let number = Int(names[1]) {
            try await desk.apply(number, digest: form["digest"] ?? "", synchronizes: form["synchronize"] == "on")
            return .elsewhere(ConsolePath("tasks", "jobs", names[1]))
        }
        guard names.count == 1, let task = ConsoleTasks.named(names[0]) else { throw Refusal.notFound }
        return .elsewhere(try await desk.begin(task, form).path)
    }

    /// Server-sent events (HTML, section 9.2): sentences about the progress, and an `end` when the page has changed.
    private func events(_ number: Int) async throws -> ResponseBody {
        let stream = try await desk.listen(to: number)
        return ResponseBody { writer in
            for await event in stream {
                guard case .progress(let sentence) = event else { continue }
                let line = sentence.replacing("\n", with: " ").replacing("\r", with: " ")
                try await writer.write(ByteBuffer(string: "event: progress\ndata: \(line)\n\n"))
            }
            try await writer.write(ByteBuffer(string: "event: end\ndata: \n\n"))
            try await writer.finish(nil)
        }
    }
}
