import Foundation
import Plans
import SQLiteStore
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// While a task of the wizard is open in the console, it holds the workspace as the wizard in a terminal does.
@Suite("The console's wizard and the workspace's lock", .serialized)
struct WizardHoldTests {
    private func holder(_ console: ConsoleFixture) async throws -> String? {
        try await console.open().holder()?.task
    }

    /// Holds the workspace as somebody else would.
    private func hold(_ console: ConsoleFixture, _ task: String) async throws -> WorkspaceHold {
        let workspace = try await console.open()
        return try await WorkspaceLock(path: workspace.folder.lock, store: workspace.store).hold(
            TaskHolder(task: task, owner: "grace@dc9", processIdentifier: 4711, since: "2026-01-01T00:00:00Z")
        )
    }

    @Test("opening a task keeps synchronizations and other wizards away; looking and planning go on elsewhere")
    func holds() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        #expect(try await holder(console) == nil)
        for place in ["/", "/tasks", "/objects", "/tasks/synchronize"] {
            _ = try await console.get(place, cookie)
            #expect(try await holder(console) == nil, "\(place)")
        }
        let page = try await console.get("/tasks/staging", cookie)
        #expect(page.body.contains("While this task is open, nothing is synchronized here"))
        #expect(try await holder(console) == "wizard in the console")
        let run = await #expect(throws: StoreError.self) {
            _ = try await Synchronize(in: try await console.open()).run { _ in }
        }
        #expect(run?.code == .locked && run?.description.contains("While the wizard is open") == true)
        let second = await #expect(throws: TaskError.self) {
            _ = try await WizardSession.open(try await console.open())
        }
        #expect(second?.code == .locked && second?.description.contains("A wizard is open there") == true)
        let status = try await WorkspaceStatus.read(try await console.open())
        #expect(status.lock?.host == "test" && status.lock?.process == 1)
        _ = try await SwitchStagingMode(in: try await console.open()).plan(to: false)
        let overview = try await console.get("/", cookie)
        #expect(overview.body.contains("wizard in the console"), "\(overview.body)")
    }

    @Test(
        "it is let go when the task ends, is cancelled, is left for the list or for another one, and with the session"
    )
    func leaves() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let cancelled = try await console.get("/tasks/staging", cookie)
        let token = try #require(ConsoleFixture.token(cancelled.body, to: "/tasks/cancel"))
        let answer = try await console.post("/tasks/cancel", cookie, [("form", token)])
        #expect(answer.status == 303 && answer["location"] == "/tasks")
        #expect(try await holder(console) == nil)
        // A plan that waits keeps it; one without anything to do is the end, and so is one that cannot be made.
        let same = try await console.begin("/tasks/staging", cookie, [("staging", "on")])
        _ = try await console.settled(same, cookie)
        #expect(try await holder(console) == nil)
        let none = try await console.begin("/tasks/refresh", cookie, [])
        #expect(try await console.settled(none, cookie).status == 400)
        #expect(try await holder(console) == nil)
        let waiting = try await console.begin("/tasks/staging", cookie, [])
        _ = try await console.settled(waiting, cookie)
        #expect(try await holder(console) == "wizard in the console")
        _ = try await console.get("/tasks", cookie)
        #expect(try await holder(console) == nil)
        let done = try await console.begin("/tasks/staging", cookie, [])
        #expect(try await console.configure(done, cookie, [("synchronize", "on")]).answer.status == 303)
        let end = try await console.settled(done, cookie)
        #expect(end.body.contains("Configuration complete") && end.body.contains("ended with success"), "\(end.body)")
        #expect(try await holder(console) == nil)
        _ = try await console.get("/tasks/filter?forest=contoso.test", cookie)
        #expect(try await holder(console) == "wizard in the console")
        let leave = try #require(ConsoleFixture.token(try await console.get("/", cookie).body, to: "/leave"))
        _ = try await console.post("/leave", cookie, [("form", leave)])
        #expect(try await holder(console) == nil)
    }

    @Test(
        "a page that nobody touches lets it go after fifteen minutes, without any request, and works again afterwards"
    )
    func abandoned() async throws {
        let pulse = Pulse()
        let console = try await ConsoleFixture(pulse: { _ in try await pulse.wait() })
        try await console.synchronize()
        let cookie = try await console.enter()
        let job = try await console.begin("/tasks/staging", cookie, [])
        _ = try await console.settled(job, cookie)
        console.passed.withLock { $0 += 15 * 60 - 1 }
        _ = try await console.get(job, cookie)
        console.passed.withLock { $0 += 15 * 60 }
        _ = try await console.get("/objects", cookie)
        #expect(try await holder(console) == "wizard in the console")
        console.passed.withLock { $0 += 2 }
        pulse.beat()
        // Whoever is told of the beat waits for the next one when it has done its part.
        for await _ in pulse.waits where try await holder(console) == nil { break }
        #expect(try await Synchronize(in: try await console.open()).run { _ in }.outcome == "success")
        // Staging mode and what waits are as they were, so that the plan still holds.
        let (answer, _) = try await console.configure(job, cookie)
        #expect(answer.status == 303, "\(answer.body)")
        #expect(try await console.settled(job, cookie).body.contains("Staging mode is off now"))
        #expect(try await holder(console) == nil)
    }

    @Test(
        "while somebody else holds it, pages and plans go on, and applying says who, since when, and what to do",
        arguments: [
            ("wizard", "A wizard is open there"), ("sync run", "a synchronization runs (sync run)"),
            ("tenant seed", "Wait until it has ended"),
        ]
    )
    func busy(_ task: String, _ said: String) async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let hold = try await hold(console, task)
        let page = try await console.get("/tasks/staging", cookie)
        #expect(page.status == 200 && page.body.contains("The workspace is in use") && page.body.contains(said))
        let job = try await console.begin("/tasks/staging", cookie, [])
        let (refused, _) = try await console.configure(job, cookie)
        #expect(refused.status == 409)
        for part in ["The workspace is in use", said, "grace@dc9", "4711", "2026-01-01T00:00:00Z", "Nothing was done"] {
            #expect(refused.body.contains(part), "\(part) is missing in \(refused.body)")
        }
        #expect(try await console.open().configuration.isStaging)
        let run = try await console.begin("/tasks/synchronize", cookie, [])
        let held = try await console.configure(run, cookie).answer
        #expect(held.status == 409 && held.body.contains("grace@dc9"), "\(held.body)")
        for place in PageTests.places { #expect(try await console.get(place, cookie).status == 200, "\(place)") }
        #expect(try await holder(console) == task)
        await hold.release()
        // The plan has waited.
        #expect(try await console.configure(job, cookie).answer.status == 303)
        #expect(try await console.settled(job, cookie).body.contains("Configuration complete"))
    }

    @Test(
        "a session that expires in the middle of a task: nothing is applied, the workspace is free, the plan is still there"
    )
    func expired() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let job = try await console.begin("/tasks/staging", cookie, [])
        let page = try await console.settled(job, cookie)
        let token = try #require(ConsoleFixture.token(page.body, to: job + "/apply"))
        let digest = try #require(ConsoleFixture.field("digest", page.body))
        console.passed.withLock { $0 += 3_601 }
        let late = try await console.post(job + "/apply", cookie, [("form", token), ("digest", digest)])
        #expect(late.status == 401 && late.body.contains("Nothing that was only planned has been applied"))
        #expect(late.body.contains("A new link was printed"))
        #expect(try await console.open().configuration.isStaging)
        #expect(try await holder(console) == nil)
        let again = try await console.enter()
        // The form of the old session is not one of the new session.
        let stolen = try await console.post(job + "/apply", again, [("form", token), ("digest", digest)])
        #expect(stolen.status == 403 && stolen.body.contains("no longer known"))
        #expect(try await console.open().configuration.isStaging)
        #expect(try await console.configure(job, again).answer.status == 303)
        #expect(try await console.settled(job, again).body.contains("Staging mode is off now"))
    }

    @Test("a form that is sent twice, even at the same moment, is applied once")
    func replayed() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let job = try await console.begin("/tasks/staging", cookie, [])
        let page = try await console.settled(job, cookie)
        let fields = [
            ("form", try #require(ConsoleFixture.token(page.body, to: job + "/apply"))),
            ("digest", try #require(ConsoleFixture.field("digest", page.body))),
        ]
        async let one = console.post(job + "/apply", cookie, fields)
        async let other = console.post(job + "/apply", cookie, fields)
        let codes = try await [one.status, other.status].sorted()
        #expect(codes == [303, 409])
        #expect(try await console.settled(job, cookie).body.contains("Configuration complete"))
        // The form of the question again: it made its plan already.
        let question = try await console.get("/tasks/staging", cookie)
        let token = try #require(ConsoleFixture.token(question.body, to: "/tasks/staging"))
        #expect(try await console.post("/tasks/staging", cookie, [("form", token)]).status == 303)
        let twice = try await console.post("/tasks/staging", cookie, [("form", token)])
        #expect(twice.status == 409 && twice.body.contains("This form was sent already"))
    }

    @Test(
        "a synchronization that began after the plan was made: applying waits for it, and a plan that it changed is stale"
    )
    func synchronizedMeanwhile() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let job = try await console.begin("/tasks/staging", cookie, [])
        _ = try await console.settled(job, cookie)
        console.passed.withLock { $0 += 15 * 60 + 1 }
        // Anybody's request ends what nobody touches any more.
        _ = try await console.get("/", "none=1")
        let hold = try await hold(console, "sync run")
        let waits = try await console.configure(job, cookie).answer
        #expect(waits.status == 409 && waits.body.contains("dryad sync stop"), "\(waits.body)")
        await hold.release()
        try console.writeForest("contoso.test", [], users: 20)
        _ = try await Synchronize(in: try await console.open()).run { _ in }
        _ = try await console.configure(job, cookie)
        let stale = try await console.settled(job, cookie)
        #expect(stale.status == 409 && stale.body.contains("The plan is stale"), "\(stale.body)")
        #expect(try await console.open().configuration.isStaging)
    }
}
