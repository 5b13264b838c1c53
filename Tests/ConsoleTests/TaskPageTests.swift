import Foundation
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// The wizard's tasks by their forms alone, as a browser without script sends them.
@Suite("Tasks as pages", .serialized)
struct TaskPageTests {
    @Test("refresh directory schema: selected forests alone, the plan, applied, and a synchronization behind it")
    func refresh() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest("contoso.test")
        try await console.addForest("fabrikam.test")
        let cookie = try await console.enter()
        let job = try await console.begin("/tasks/refresh", cookie, [("forest", "contoso.test")])
        let plan = try await console.settled(job, cookie)
        #expect(plan.body.contains("unselected") && plan.body.contains("Full Import of contoso.test"), "\(plan.body)")
        #expect(try await WorkspaceOverview.read(try await console.open()).ruleCount == 0, "nothing has changed yet")
        let (answer, fields) = try await console.configure(job, cookie)
        #expect(answer.status == 303, "\(answer.body)")
        let done = try await console.settled(job, cookie)
        #expect(done.body.contains("Configuration complete"), "\(done.body)")
        let overview = try await WorkspaceOverview.read(try await console.open())
        #expect(overview.forests.map(\.schemaVersion) == [1, nil] && overview.ruleCount > 0)
        // The same form again, and its content in a fresh one.
        let again = try await console.post(job + "/apply", cookie, fields)
        #expect(again.status == 409 && again.body.contains("This form was sent already"))
        let token = try #require(ConsoleFixture.token(again.body, to: "/leave"))
        let fresh = try await console.post(job + "/apply", cookie, [("form", token), fields[1]])
        #expect(fresh.status == 409 && fresh.body.contains("No plan is waiting here"))
        let all = try await console.begin(
            "/tasks/refresh",
            cookie,
            [("forest", "contoso.test"), ("forest", "fabrikam.test")]
        )
        let second = try await console.configure(all, cookie, [("synchronize", "on")])
        #expect(second.answer.status == 303)
        let end = try await console.settled(all, cookie)
        #expect(end.body.contains("ended with success"), "\(end.body)")
        #expect(try await RunPages(try await console.open()).read(limit: 5).count == 1)
        let nothing = try await console.begin("/tasks/refresh", cookie, [("forest", "contoso.test")])
        #expect(try await console.settled(nothing, cookie).body.contains("Nothing to configure"))
    }

    @Test("configure staging mode: what the next cycle does in numbers, then the switch")
    func staging() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let same = try await console.begin("/tasks/staging", cookie, [("staging", "on")])
        #expect(try await console.settled(same, cookie).body.contains("Staging mode is on already"))
        let job = try await console.begin("/tasks/staging", cookie, [])
        let plan = try await console.settled(job, cookie)
        let pending = try await PendingView(try await console.open()).list().count
        #expect(plan.body.contains("\(pending) additions would go to the tenant"), "\(plan.body)")
        _ = try await console.configure(job, cookie, [("synchronize", "on")])
        let done = try await console.settled(job, cookie)
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
        let job = try await console.begin("/tasks/refresh", cookie, [("forest", "contoso.test")])
        let page = try await console.settled(job, cookie)
        let token = try #require(ConsoleFixture.token(page.body, to: job + "/apply"))
        let other = try await console.post(
            job + "/apply",
            cookie,
            [("form", token), ("digest", String(repeating: "0", count: 64))]
        )
        #expect(other.status == 409 && other.body.contains("That is another plan"))
        // Somebody else refreshes meanwhile: the page was left alone for so long that the workspace was let go.
        console.passed.withLock { $0 += 15 * 60 + 1 }
        _ = try await console.get("/", cookie)
        let task = RefreshSchema(in: try await console.open())
        try await task.apply(try await task.prepare { _ in })
        _ = try await console.configure(job, cookie)
        let stale = try await console.settled(job, cookie)
        #expect(stale.status == 409 && stale.body.contains("The plan is stale"), "\(stale.body)")
        #expect(stale.body.contains("Begin again"))
    }

    @Test("a forest that cannot be read, no forest selected, and a task that nobody knows have their pages")
    func failures() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest()
        let cookie = try await console.enter()
        let none = try await console.begin("/tasks/refresh", cookie, [])
        let page = try await console.settled(none, cookie)
        #expect(page.status == 400 && page.body.contains("No directory was selected"))
        try FileManager.default.removeItem(at: console.folder.file("contoso.test.ldif"))
        let gone = try await console.begin("/tasks/refresh", cookie, [("forest", "contoso.test")])
        let failed = try await console.settled(gone, cookie)
        #expect(failed.body.contains("contoso.test could not be read"), "\(failed.body)")
        let strange = try await console.begin("/tasks/refresh", cookie, [("forest", "<b>")])
        let unknown = try await console.settled(strange, cookie)
        #expect(unknown.status == 500 && unknown.body.contains("&lt;b&gt;"), "\(unknown.body)")
        for path in [
            "/tasks/nothing", "/tasks/jobs/99", "/tasks/jobs/x", "/tasks/jobs/1/other", "/tasks/jobs/99/events",
        ] {
            #expect(try await console.get(path, cookie).status == 404, "\(path)")
        }
    }
}
