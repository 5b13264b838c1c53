import Foundation
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// The wizard's tasks by their forms alone, as a browser without script sends them.
@Suite("Tasks as pages", .serialized)
struct TaskPageTests {
    /// Loads a job's page until nothing is being worked on.
    private func settled(_ console: ConsoleFixture, _ path: String, _ cookie: String) async throws -> RawHTTP.Answer {
        // The stream of events ends when the page has something new to say.
        let events = try await console.get(path + "/events", cookie)
        #expect(events.body.contains("event: end"), "\(events.status) \(events.body)")
        return try await console.get(path, cookie)
    }

    /// Sends the form of a task's question; gives the address of its job.
    private func begin(
        _ console: ConsoleFixture,
        _ task: String,
        _ cookie: String,
        _ fields: [(String, String)]
    ) async throws -> String {
        let question = try await console.get(task, cookie)
        let token = try #require(ConsoleFixture.token(question.body, to: task), "\(question.body)")
        let answer = try await console.post(task, cookie, [("form", token)] + fields)
        #expect(answer.status == 303, "\(answer.body)")
        return try #require(answer["location"])
    }

    private func field(_ name: String, _ page: String) -> String? {
        page.range(of: "name=\"\(name)\" value=\"").map { String(page[$0.upperBound...].prefix { $0 != "\"" }) }
    }

    /// Sends "Configure"; gives its answer and the fields that were sent.
    private func configure(
        _ console: ConsoleFixture,
        _ job: String,
        _ cookie: String,
        _ more: [(String, String)] = []
    ) async throws -> (answer: RawHTTP.Answer, fields: [(String, String)]) {
        let page = try await settled(console, job, cookie)
        #expect(page.status == 200 && page.body.contains("Ready to configure"), "\(page.body)")
        let fields = [
            ("form", try #require(ConsoleFixture.token(page.body, to: job + "/apply"))),
            ("digest", try #require(field("digest", page.body))),
        ]
        return (try await console.post(job + "/apply", cookie, fields + more), fields)
    }

    @Test("refresh directory schema: selected forests alone, the plan, applied, and a synchronization behind it")
    func refresh() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest("contoso.test")
        try await console.addForest("fabrikam.test")
        let cookie = try await console.enter()
        let job = try await begin(console, "/tasks/refresh", cookie, [("forest", "contoso.test")])
        let plan = try await settled(console, job, cookie)
        #expect(plan.body.contains("unselected") && plan.body.contains("Full Import of contoso.test"), "\(plan.body)")
        #expect(try await WorkspaceOverview.read(try await console.open()).ruleCount == 0, "nothing has changed yet")
        let (answer, fields) = try await configure(console, job, cookie)
        #expect(answer.status == 303, "\(answer.body)")
        let done = try await settled(console, job, cookie)
        #expect(done.body.contains("Configuration complete"), "\(done.body)")
        let overview = try await WorkspaceOverview.read(try await console.open())
        #expect(overview.forests.map(\.schemaVersion) == [1, nil] && overview.ruleCount > 0)
        // The same form again, and its content in a fresh one.
        let again = try await console.post(job + "/apply", cookie, fields)
        #expect(again.status == 409 && again.body.contains("This form was sent already"))
        let token = try #require(ConsoleFixture.token(again.body, to: "/leave"))
        let fresh = try await console.post(job + "/apply", cookie, [("form", token), fields[1]])
        #expect(fresh.status == 409 && fresh.body.contains("No plan is waiting here"))
        let all = try await begin(
            console,
            "/tasks/refresh",
            cookie,
            [("forest", "contoso.test"), ("forest", "fabrikam.test")]
        )
        let second = try await configure(console, all, cookie, [("synchronize", "on")])
        #expect(second.answer.status == 303)
        let end = try await settled(console, all, cookie)
        #expect(end.body.contains("ended with success"), "\(end.body)")
        #expect(try await RunPages(try await console.open()).read(limit: 5).count == 1)
        let nothing = try await begin(console, "/tasks/refresh", cookie, [("forest", "contoso.test")])
        #expect(try await settled(console, nothing, cookie).body.contains("Nothing to configure"))
    }

    @Test("configure staging mode: what the next cycle does in numbers, then the switch")
    func staging() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let same = try await begin(console, "/tasks/staging", cookie, [("staging", "on")])
        #expect(try await settled(console, same, cookie).body.contains("Staging mode is on already"))
        let job = try await begin(console, "/tasks/staging", cookie, [])
        let plan = try await settled(console, job, cookie)
        let pending = try await PendingView(try await console.open()).list().count
        #expect(plan.body.contains("\(pending) additions would go to the tenant"), "\(plan.body)")
        _ = try await configure(console, job, cookie, [("synchronize", "on")])
        let done = try await settled(console, job, cookie)
        #expect(
            done.body.contains("Staging mode is off now")
                && done.body.contains("\(pending) of \(pending) changes accepted")
        )
        #expect(try await console.open().configuration.isStaging == false)
        #expect(try await console.get("/", cookie).body.contains("Staging mode is off"))
    }

    @Test("a plan whose basis has moved is refused, and so is a plan that was not shown")
    func stale() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest()
        let cookie = try await console.enter()
        let job = try await begin(console, "/tasks/refresh", cookie, [("forest", "contoso.test")])
        let page = try await settled(console, job, cookie)
        let token = try #require(ConsoleFixture.token(page.body, to: job + "/apply"))
        let other = try await console.post(
            job + "/apply",
            cookie,
            [("form", token), ("digest", String(repeating: "0", count: 64))]
        )
        #expect(other.status == 409 && other.body.contains("That is another plan"))
        // Somebody else refreshes meanwhile.
        let task = RefreshSchema(in: try await console.open())
        try await task.apply(try await task.prepare { _ in })
        _ = try await configure(console, job, cookie)
        let stale = try await settled(console, job, cookie)
        #expect(stale.status == 409 && stale.body.contains("The plan is stale"), "\(stale.body)")
        #expect(stale.body.contains("Begin again"))
    }

    @Test("a forest that cannot be read, no forest selected, and a task that nobody knows have their pages")
    func failures() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest()
        let cookie = try await console.enter()
        let none = try await begin(console, "/tasks/refresh", cookie, [])
        let page = try await settled(console, none, cookie)
        #expect(page.status == 400 && page.body.contains("No directory was selected"))
        try FileManager.default.removeItem(at: console.folder.file("contoso.test.ldif"))
        let gone = try await begin(console, "/tasks/refresh", cookie, [("forest", "contoso.test")])
        let failed = try await settled(console, gone, cookie)
        #expect(failed.body.contains("contoso.test could not be read"), "\(failed.body)")
        let strange = try await begin(console, "/tasks/refresh", cookie, [("forest", "<b>")])
        let unknown = try await settled(console, strange, cookie)
        #expect(unknown.status == 500 && unknown.body.contains("&lt;b&gt;"), "\(unknown.body)")
        for path in [
            "/tasks/nothing", "/tasks/jobs/99", "/tasks/jobs/x", "/tasks/jobs/1/other", "/tasks/jobs/99/events",
        ] {
            #expect(try await console.get(path, cookie).status == 404, "\(path)")
        }
    }

    @Test("while another process holds the workspace pages are shown, say who it is, and nothing is applied")
    func locked() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest()
        let cookie = try await console.enter()
        let job = try await begin(console, "/tasks/refresh", cookie, [("forest", "contoso.test")])
        _ = try await settled(console, job, cookie)
        let holder = try ForeignLock(console.workspaceFolder.lock)
        let (answer, _) = try await configure(console, job, cookie)
        #expect(answer.status == 303)
        let refused = try await settled(console, job, cookie)
        #expect(refused.status == 409 && refused.body.contains("The workspace is in use"), "\(refused.body)")
        #expect(try await console.get("/", cookie).status == 200)
        withExtendedLifetime(holder) {}
    }
}

/// The lock of a workspace, held as another process would.
private final class ForeignLock {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_CREAT | O_RDWR, 0o600)
        #expect(descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    }

    deinit { close(descriptor) }
}
