import Foundation
import Plans
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// Domain and OU filtering and user sign-in as pages.
@Suite("Filtering and sign-in as pages", .serialized)
struct FilterPageTests {
    /// The containers that a page shows ticked.
    private func ticked(_ page: String) -> [String] {
        page.components(separatedBy: "<input type=\"checkbox\"").dropFirst().compactMap { part in
            let tag = String(part.prefix { $0 != ">" })
            guard tag.contains("name=\"container\""), tag.contains(" checked"),
                let value = tag.range(of: "value=\"")
            else { return nil }
            return String(tag[value.upperBound...].prefix { $0 != "\"" })
        }
    }

    @Test("what is unticked is not read afterwards, and the objects that go are counted in the plan")
    func filter() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let list = try await console.get("/tasks/filter", cookie)
        #expect(list.body.contains("/tasks/filter?forest=contoso.test"), "\(list.body)")
        let page = try await console.get("/tasks/filter?forest=contoso.test", cookie)
        let containers = ticked(page.body)
        let people = try #require(containers.first { $0.hasPrefix("OU=") }, "\(page.body)")
        let fields = [
            ("forest", "contoso.test"), ("shown", try #require(ConsoleFixture.field("shown", page.body))),
            ("new", "read"),
        ]
        let kept = containers.filter { !$0.hasSuffix(people) }.map { ("container", $0) }
        let job = try await console.begin("/tasks/filter?forest=contoso.test", cookie, fields + kept)
        let plan = try await console.settled(job, cookie)
        #expect(
            plan.body.contains("forests.contoso.test.containers") && plan.body.contains("Full Import of contoso.test")
        )
        #expect(try await console.open().configuration.forests.first?.filter.isEverything == true)
        #expect(try await console.configure(job, cookie).answer.status == 303)
        #expect(try await console.settled(job, cookie).body.contains("Configuration complete"))
        let now = try await console.get("/tasks/filter?forest=contoso.test", cookie)
        #expect(ticked(now.body) == kept.map(\.1))
        let same = try await console.begin(
            "/tasks/filter?forest=contoso.test",
            cookie,
            fields + kept
        )
        #expect(try await console.settled(same, cookie).body.contains("is read so already"))
    }

    @Test("a plan with hundreds of settings is turned page by page, and applied from any of them")
    func pages() async throws {
        let console = try await ConsoleFixture()
        let path = try console.writeForest("contoso.test", [])
        let units = (1...120).map { number in
            let guid = Data(repeating: UInt8(number), count: 16).base64EncodedString()
            return "\ndn: OU=unit\(number),DC=contoso,DC=test\nobjectClass: top\nobjectClass: organizationalUnit\n"
                + "ou: unit\(number)\nobjectGUID:: \(guid)\n"
        }
        let text = try String(contentsOfFile: path, encoding: .utf8) + units.joined()
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        _ = try await AddForest(in: try await console.open()).run(name: "contoso.test", source: .file(path))
        let cookie = try await console.enter()
        let page = try await console.get("/tasks/filter", cookie).body
        let shown = [
            ("forest", "contoso.test"), ("shown", try #require(ConsoleFixture.field("shown", page))), ("new", "read"),
        ]
        let kept = ticked(page).filter { !$0.hasPrefix("OU=unit") }.map { ("container", $0) }
        let job = try await console.begin("/tasks/filter", cookie, shown + kept)
        let first = try await console.settled(job, cookie).body
        #expect(first.contains("Settings that differ 1 to 50 of 120"), "\(first)")
        let last = try await console.get(job + "?settings=100", cookie).body
        #expect(last.contains("Settings that differ 101 to 120 of 120") && last.contains("\(job)?settings=50"))
        let names = /containers\.(OU=unit[0-9]+),/
        func listed(_ page: String) -> [Substring] { page.matches(of: names).map(\.1) }
        let middle = try await console.get(job + "?settings=50&settings=0", cookie).body
        #expect(listed(first).count == 50 && listed(middle).count == 50 && listed(last).count == 20)
        #expect(Set(listed(first) + listed(middle) + listed(last)).count == 120)
        for odd in ["-1", "99999999999999999999", "x", "5000"] {
            #expect(try await console.get(job + "?settings=" + odd, cookie).status == 200)
        }
        #expect(try await console.configure(job, cookie).answer.status == 303)
        #expect(try await console.settled(job, cookie).body.contains("Configuration complete"))
        #expect(try await console.open().configuration.forests.first?.filter.containers.count == 120)
    }

    @Test("containers that came after the page was loaded make its form stale")
    func moved() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest()
        let cookie = try await console.enter()
        let job = try await console.begin(
            "/tasks/filter",
            cookie,
            [("forest", "contoso.test"), ("shown", String(repeating: "0", count: 64)), ("new", "read")]
        )
        let page = try await console.settled(job, cookie)
        #expect(page.status == 409 && page.body.contains("other containers now"), "\(page.body)")
        #expect(try await console.open().configuration.forests.first?.filter.isEverything == true)
    }

    /// What a directory does instead of showing its containers.
    enum Death: String, CaseIterable, Sendable {
        case atOnce, inTheMiddle, busy
    }

    @Test(
        "a forest that dies while its containers are listed has a page, and nothing is half chosen",
        arguments: Death.allCases
    )
    func dies(_ death: Death) async throws {
        let console = try await ConsoleFixture()
        try await console.addForest()
        let server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            if death == .atOnce { return [.close] }
            guard !request.name.isEmpty else {
                let names = ("namingContexts", ["DC=a", "CN=Configuration,DC=a"])
                return [
                    .entry(
                        "",
                        [
                            ("defaultNamingContext", ["DC=a"]), ("rootDomainNamingContext", ["DC=a"]), names,
                            ("configurationNamingContext", ["CN=Configuration,DC=a"]),
                        ]
                    ), .done(),
                ]
            }
            guard request.name == "DC=a" else { return [.done()] }
            let entry = ScriptedStep.entry("OU=People,DC=a", [("objectClass", ["top", "organizationalUnit"])])
            return death == .busy ? [entry, .done(51, message: "busy")] : [entry, .cut(9, entry), .close]
        }
        let path = console.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.contains("ldif:") })
        let served = text.replacing(line, with: line.prefix { $0 == " " } + "url: \(server.url)")
        try Data(served.utf8).write(to: URL(filePath: path))
        let cookie = try await console.enter()
        let page = try await console.get("/tasks/filter?forest=contoso.test", cookie)
        #expect(page.status == 502, "\(page.status) \(page.body)")
        #expect(page.body.contains("The containers of contoso.test cannot be read now"))
        #expect(page.body.contains("The filter stays as it is") && page.body.contains("dryad forest test contoso.test"))
        #expect(!page.body.contains("OU=People"))
        #expect(try await console.open().holder() == nil)
        // The same where it dies behind the page: the form was shown, the plan cannot be made.
        let token = try #require(ConsoleFixture.token(page.body, to: "/leave"))
        let sent = try await console.post("/tasks/filter", cookie, [("form", token), ("forest", "contoso.test")])
        let failed = try await console.settled(try #require(sent["location"]), cookie)
        #expect(failed.status == 502 && failed.body.contains("Begin again"), "\(failed.body)")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == served)
    }

    @Test("user sign-in: to pass-through, what it means, and never to \"do not configure\"")
    func signIn() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let page = try await console.get("/tasks/sign-in", cookie)
        #expect(page.body.contains("value=\"do-not-configure\" disabled"), "\(page.body)")
        let job = try await console.begin("/tasks/sign-in", cookie, [("method", "pass-through")])
        let plan = try await console.settled(job, cookie)
        #expect(plan.body.contains("signIn.method") && plan.body.contains("authentication agent"), "\(plan.body)")
        #expect(try await console.configure(job, cookie).answer.status == 303)
        #expect(try await console.settled(job, cookie).body.contains("Configuration complete"))
        #expect(try await console.open().configuration.signIn.method == .passThrough)
        let none = try await console.begin("/tasks/sign-in", cookie, [])
        #expect(try await console.settled(none, cookie).status == 400)
        let never = try await console.begin("/tasks/sign-in", cookie, [("method", "do-not-configure")])
        #expect(try await console.settled(never, cookie).body.contains("does not go back to it"))
        let lacking = try await console.begin("/tasks/sign-in", cookie, [("method", "federation")])
        #expect(try await console.settled(lacking, cookie).body.contains("name of the AD FS farm"))
        #expect(try await console.open().configuration.signIn.method == .passThrough)
    }

    @Test("a plan is downloaded as dryad apply takes it")
    func download() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let job = try await console.begin("/tasks/staging", cookie, [])
        _ = try await console.settled(job, cookie)
        let file = try await console.get(job + "/plan", cookie)
        #expect(file.status == 200 && file["content-type"] == "application/json")
        #expect(file["content-disposition"]?.hasPrefix("attachment; filename=\"plan-") == true)
        let path = try console.folder.write(file.body, to: "plan.json").path(percentEncoded: false)
        guard case .settings(let plan) = try StoredPlan.read(path) else {
            Issue.record("another kind of plan")
            return
        }
        #expect(plan.content.staging?.to == false)
        let run = try await console.begin("/tasks/synchronize", cookie, [])
        _ = try await console.settled(run, cookie)
        #expect(try await console.get(run + "/plan", cookie).status == 404, "no file holds such a plan")
        #expect(try await console.get(job + "/plan", "none=1").status == 401)
    }
}
