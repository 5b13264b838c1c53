import Foundation
import Plans
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// The list of tasks, and "View current configuration".
@Suite("The wizard's list and the configuration as pages", .serialized)
struct ViewPageTests {
    @Test("the list has every task of the wizard in its order; what is not offered is greyed, with the reason")
    func list() async throws {
        let console = try await ConsoleFixture()
        let cookie = try await console.enter()
        func page() async throws -> String { try await console.get("/tasks", cookie).body }
        let empty = try await page()
        var rest = empty[...]
        for task in AdditionalTask.allCases {
            let place = try #require(rest.range(of: task.title), "\(task.title) is missing or out of order")
            rest = rest[place.upperBound...]
            #expect(empty.contains(task.summary))
        }
        #expect(empty.contains("Dryad sends nothing to anybody") && empty.contains("People do not sign in at AD FS."))
        #expect(empty.contains("There is no directory yet"))
        let offered = Set(PageTests.links(empty, to: "/tasks/"))
        #expect(
            offered == [
                "/tasks/view", "/tasks/customize", "/tasks/staging", "/tasks/sign-in", "/tasks/source-anchor",
                "/tasks/troubleshoot", "/tasks/synchronize",
            ]
        )
        let parts = try await console.get("/tasks/customize", cookie).body
        #expect(Set(PageTests.links(parts, to: "/tasks/")) == ["/tasks/directory", "/tasks/features"], "\(parts)")
        // What is opened all the same says why, holds nothing, and takes no form.
        let refused = try await console.get("/tasks/federation", cookie)
        #expect(refused.status == 200 && refused.body.contains("Not available now"))
        #expect(try await console.open().holder() == nil)
        try await console.addForest()
        try await console.federate()
        let full = Set(PageTests.links(try await page(), to: "/tasks/"))
        #expect(full == offered.union(["/tasks/devices", "/tasks/refresh", "/tasks/federation"]))
    }

    @Test("what the wizard cannot change is shown with its value and the reason, and leads nowhere")
    func fixed() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        let page = try await console.get("/tasks/customize", cookie).body
        for name in ["userPrincipalName", "sourceAnchor", "joining", "groupFilter"] {
            let feature = try #require(OptionalFeature.named(name))
            let value = feature.value(in: try await console.open().configuration)
            #expect(page.contains(feature.title) && page.contains("Now: \(value)"), "\(name)")
            #expect(page.contains(try #require(feature.refusal).prefix(40)), "\(name)")
        }
        #expect(!page.contains("<input type=\"checkbox\"") && !page.contains("<input type=\"radio\""))
        let nothing = try await console.get("/tasks/group-filter", cookie)
        #expect(nothing.body.contains(GroupFilterRequest.refusal.prefix(40)))
    }

    @Test("the configuration: directories, settings, features, what differs; Previous and Exit only, and no lock")
    func view() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        try await console.federate()
        let cookie = try await console.enter()
        let page = try await console.get("/tasks/view", cookie).body
        let workspace = try await console.open()
        let overview = try await WorkspaceOverview.read(workspace)
        for forest in overview.forests {
            #expect(page.contains(forest.name) && page.contains(forest.connector))
            #expect(page.contains(Words.moment(try #require(forest.lastRefresh))))
        }
        for feature in OptionalFeature.all { #expect(page.contains(feature.title)) }
        for one in overview.settings { #expect(page.contains(one.name), "\(one.name)") }
        #expect(
            page.contains("federation with AD FS")
                && page.contains("<th scope=\"row\" role=\"rowheader\"><p>signIn.method</p>")
        )
        #expect(page.contains("on: nothing is exported"))
        let content = try #require(page.components(separatedBy: "<main").last)
        #expect(!content.contains("<form"), "there is nothing to send")
        #expect(content.contains("<a href=\"/tasks\">Previous</a>") && content.contains("<a href=\"/\">Exit</a>"))
        #expect(try await workspace.holder() == nil)
        let token = try #require(ConsoleFixture.token(page, to: "/leave"))
        #expect(try await console.post("/tasks/view", cookie, [("form", token)]).status == 405)
    }

    @Test("a forest that dryad.yaml does not name any more is told as long as there are rules of it")
    func stranger() async throws {
        let console = try await ConsoleFixture()
        try await console.synchronize()
        let cookie = try await console.enter()
        #expect(try await console.get("/", cookie).body.contains("Nothing is due"))
        let forests = try await WorkspaceOverview.read(try await console.open()).forests
        let (first, last) = (try #require(forests.first), try #require(forests.last))
        func forget(_ beginning: String) throws {
            try console.edit { text in text.firstRange(of: beginning).map { String(text[..<$0.lowerBound]) } ?? text }
        }
        try forget("  - name: \(last.name)")
        let page = try await console.get("/", cookie).body
        #expect(page.contains("does not name the forest with the id \(last.connector) any more"), "\(page)")
        #expect(page.contains("its objects stay until the run after that") && page.contains("The task is below Tasks."))
        #expect(!page.contains("Nothing is due"), "\(page)")
        let view = try await console.get("/tasks/view", cookie).body
        #expect(view.contains("Schema Refresh of \(last.connector): dryad.yaml does not name this forest"), "\(view)")
        // The last one has gone too: there are objects and rules, and nothing that can be refreshed.
        try forget("forests:")
        let empty = try await console.get("/", cookie).body
        #expect(empty.contains("the id \(first.connector) any more") && empty.contains("name it again"), "\(empty)")
        #expect(!empty.contains("No forest yet") && !empty.contains("Nothing is due"), "\(empty)")
    }

    @Test("the file is the one of dryad config export; a password is in neither")
    func export() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest()
        let secret = "canary-9f31"
        let file = try console.folder.write(secret, to: "reader.password").path(percentEncoded: false)
        try console.edit { text in
            text.replacing(
                /ldif: .*\n/,
                with: "url: ldaps://dc1.contoso.test\n    bind: reader@contoso.test\n    passwordFile: \(file)\n"
            )
        }
        let cookie = try await console.enter()
        let page = try await console.get("/tasks/view", cookie)
        #expect(page.body.contains("reader@contoso.test") && page.body.contains("from a file"), "\(page.body)")
        let answer = try await console.get("/tasks/view/export", cookie)
        #expect(answer.status == 200 && answer["content-type"] == "application/json")
        #expect(answer["content-disposition"] == "attachment; filename=\"dryad-configuration.json\"")
        #expect(try await answer.body == ExportedConfiguration(WorkspaceOverview.read(try await console.open())).text)
        #expect(!page.body.contains(secret) && !answer.body.contains(secret))
        #expect(try await console.get("/tasks/view/other", cookie).status == 404)
        #expect(try await console.get("/tasks/staging/export", cookie).status == 404)
        #expect(try await console.get("/tasks/view/export", "none=1").status == 401)
    }

    @Test("many settings are shown a page at a time, each of them once")
    func many() async throws {
        let console = try await ConsoleFixture()
        try await console.addForest()
        let containers = (0..<120).map { "      - dn: OU=u\($0),DC=contoso,DC=test\n        read: false\n" }.joined()
        try console.edit { ($0.hasSuffix("\n") ? $0 : $0 + "\n") + "    containers:\n" + containers }
        let cookie = try await console.enter()
        var seen: [String] = []
        var next: String? = "/tasks/view"
        while let path = next {
            let page = try await console.get(path, cookie).body
            #expect(page.components(separatedBy: "<tr role=\"row\"><th scope=\"row\"").count < 2 * Words.page + 4)
            let table = try #require(page.components(separatedBy: "<h2>All settings</h2>").last)
            seen += table.components(separatedBy: "<p>forests.contoso.test.containers.").dropFirst().map {
                String($0.prefix { $0 != "<" })
            }
            next = PageTests.links(table, to: "/tasks/view?settings=", labelled: "Next").first
            #expect(seen.count < 500)
        }
        #expect(seen.count == 120 && Set(seen).count == 120)
        #expect(try await console.get("/tasks/view?settings=99999&differences=x", cookie).status == 200)
    }
}
