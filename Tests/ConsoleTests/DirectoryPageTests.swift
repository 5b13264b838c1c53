import Foundation
import Plans
import SyncRules
import TestSupport
import Testing
import WizardTasks

@testable import Console

/// A directory is added on pages; its password never is on one.
@Suite("Connect your directories as a page", .serialized)
struct DirectoryPageTests {
    private static let place = "/tasks/directory"

    @Test("a file is asked, shown with what it says of itself, and added when that is wanted")
    func file() async throws {
        let console = try await ConsoleFixture()
        let path = try console.writeForest("contoso.test", [])
        let cookie = try await console.enter()
        let fields = [("name", "contoso.test"), ("where", path)]
        let job = try await console.begin(Self.place, cookie, fields)
        let plan = try await console.settled(job, cookie)
        #expect(plan.body.contains("has answered") && plan.body.contains("DC=contoso,DC=test"), "\(plan.body)")
        #expect(plan.body.contains("forests.contoso.test.ldif"))
        #expect(try await console.open().configuration.forests.isEmpty, "nothing is added yet")
        #expect(try await console.open().holder()?.task == "wizard in the console")
        #expect(plan.body.contains("Refresh directory schema of contoso.test") && plan.body.contains("Full Import of"))
        let file = try await console.get(job + "/plan", cookie)
        let identifier = try #require(file.body.firstMatch(of: /forests\.contoso\.test\.id","to":"([-0-9a-f]+)"/)).1
        #expect(plan.body.contains(identifier))
        #expect(try await console.configure(job, cookie).answer.status == 303)
        let done = try await console.settled(job, cookie)
        #expect(done.body.contains("Configuration complete") && done.body.contains("Refresh directory schema"))
        let forests = try await console.open().configuration.forests
        #expect(
            forests.map(\.name) == ["contoso.test"] && forests.map(\.connector) == [ConnectorID(String(identifier))]
        )
        #expect(try await console.open().holder() == nil)
        let twice = try await console.result(of: Self.place, cookie, fields)
        #expect(twice.status == 400 && twice.body.contains("There is a forest contoso.test already"), "\(twice.body)")
    }

    @Test("a plan whose dryad.yaml has changed since adds nothing")
    func stale() async throws {
        let console = try await ConsoleFixture()
        let path = try console.writeForest("contoso.test", [])
        let cookie = try await console.enter()
        let job = try await console.begin(Self.place, cookie, [("name", "contoso.test"), ("where", path)])
        _ = try await console.settled(job, cookie)
        try console.edit { $0.replacing("staging: true", with: "staging: false") }
        _ = try await console.configure(job, cookie)
        let stale = try await console.settled(job, cookie)
        #expect(stale.status == 409 && stale.body.contains("The plan is stale"), "\(stale.body)")
        #expect(try await console.open().configuration.forests.isEmpty)
    }

    @Test("a server is asked as the account, with the password of a file; neither page nor dryad.yaml nor store has it")
    func server() async throws {
        let console = try await ConsoleFixture()
        let secret = "canary-71c4"
        let heard = Locked<[String]>([])
        let server = try ScriptedServer { request in
            heard.withLock { $0.append("\(request.operation) \(request.name)") }
            guard request.operation == .search else { return [.done()] }
            guard request.name.isEmpty else { return [.done()] }
            let names = ("namingContexts", ["DC=contoso,DC=test"])
            return [.entry("", [("defaultNamingContext", ["DC=contoso,DC=test"]), names]), .done()]
        }
        let file = try console.folder.write(secret + "\n", to: "reader.password")
        let path = file.path(percentEncoded: false)
        let cookie = try await console.enter()
        let fields = [
            ("name", "contoso.test"), ("where", server.url), ("account", "reader@contoso.test"), ("passwordFile", path),
        ]
        // Others may read the file: nothing is asked with what stands in it.
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let open = try await console.result(of: Self.place, cookie, fields)
        #expect(open.status == 400 && open.body.contains("chmod 600") && heard.withLock { $0.isEmpty }, "\(open.body)")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        // A password does not cross a wire without TLS, and the page says so.
        let plain = try await console.result(of: Self.place, cookie, fields)
        #expect(plain.status == 502 && plain.body.contains("Nothing was added"), "\(plain.status) \(plain.body)")
        let anonymous = try await console.begin(Self.place, cookie, Array(fields.prefix(2)))
        let plan = try await console.settled(anonymous, cookie)
        #expect(plan.body.contains("Ready to configure") && plan.body.contains("DC=contoso,DC=test"), "\(plan.body)")
        let yaml = try String(contentsOfFile: console.workspaceFolder.configuration, encoding: .utf8)
        for text in [open.body, plain.body, plan.body, yaml] { #expect(!text.contains(secret)) }
    }

    @Test("what is missing or makes no sense is said, and what may be a password is not repeated")
    func mistakes() async throws {
        let console = try await ConsoleFixture()
        let cookie = try await console.enter()
        let page = try await console.get(Self.place, cookie).body
        #expect(page.contains("A password never travels through a page") && !page.contains("type=\"password\""))
        let url = ("where", "ldaps://127.0.0.1:1")
        for (fields, status, said) in [
            ([], 400, "The directory has no name"), ([("name", "a.test")], 400, "Nothing says where the directory is"),
            ([("name", "a.test"), ("where", "forest.ldif")], 400, "That is no path from / on"),
            ([("name", "tenant"), ("where", "/nothing")], 400, "cannot be the name of a forest"),
            ([("name", "a.test"), ("where", "/nothing/there.ldif")], 502, "Nothing was added"),
            ([("name", "a.test"), url, ("account", "reader")], 400, "The account needs a password"),
            ([("name", "a.test"), url, ("passwordFile", "/x")], 400, "The password belongs to nobody"),
            (
                [("name", "a.test"), url, ("account", "reader"), ("passwordFile", "hunter2-canary")], 400,
                "never the password itself"
            ),
            (
                [("name", "a.test"), url, ("account", "reader"), ("passwordFile", "/no/such/file")], 400,
                "is not there"
            ),
            ([("name", "a.test"), url, ("startTLS", "on")], 400, "TLS is begun on ldap:// alone"),
            ([("name", "a.test"), url], 502, "Nothing was added"),
        ] as [([(String, String)], Int, String)] {
            let result = try await console.result(of: Self.place, cookie, fields)
            #expect(result.status == status && result.body.contains(said), "\(fields): \(result.status) \(result.body)")
            #expect(!result.body.contains("hunter2-canary"))
            #expect(try await console.open().holder() == nil)
        }
        #expect(try await console.open().configuration.forests.isEmpty)
    }
}
