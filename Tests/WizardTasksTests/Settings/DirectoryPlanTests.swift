import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// Adding a directory is a plan like every other change.
@Suite("A plan to add a directory")
struct DirectoryPlanTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private static let source = ForestConfiguration.Source.file("../third.ldif")

    private static func plan(in workspace: Workspace) async throws -> Plan<SettingsContent> {
        try await AddForest(in: workspace).plan(name: "third.test", source: source).plan
    }

    @Test("is the same, byte for byte, in workspaces that are the same, and another where one differs")
    func same() async throws {
        let other = try WorkspaceFixture()
        for one in [fixture, other] { _ = try one.write("third.test", [], as: "third.ldif") }
        let text = try PlanFile.text(of: try await Self.plan(in: try await fixture.open()))
        #expect(try PlanFile.text(of: try await Self.plan(in: try await other.open())) == text)
        #expect(try PlanFile.text(of: try await Self.plan(in: try await other.open())) == text, "asked again")
        let path = try other.write("contoso.test", [], as: "contoso.test.ldif")
        _ = try await AddForest(in: try await other.open()).run(name: "contoso.test", source: .file(path))
        let second = try await Self.plan(in: try await other.open())
        #expect(second.content.settings.contains { $0.name == "forests.third.test.ordinal" && $0.to == "2" })
        #expect(try PlanFile.text(of: second) != text)
    }

    @Test("gives the connector the identifier that it shows, and what must follow is due")
    func applied() async throws {
        _ = try await fixture.furnished()
        let plan = try await Self.plan(in: try await fixture.open())
        let shown = try #require(plan.content.settings.first { $0.name == "forests.third.test.id" }?.to)
        #expect(plan.content.directory?.facts.contains { $0.value == "DC=third,DC=test" } == true)
        #expect(plan.content.forests[shown] == "third.test")
        #expect(plan.content.requirements.map(\.kind) == [.fullImport, .fullSynchronization])
        try await ApplyPlan(in: try await fixture.open()).run(plan)
        let workspace = try await fixture.open()
        #expect(try workspace.configuration.forest(named: "third.test").connector == ConnectorID(shown))
        let due = try await workspace.store.requirements().filter { $0.connector == ConnectorID(shown) }
        #expect(Set(due.map(\.kind)) == [.fullImport, .fullSynchronization])
    }

    @Test("gives a directory that was taken out and comes again another connector")
    func again() async throws {
        _ = try fixture.write("third.test", [], as: "third.ldif")
        let yaml = fixture.workspaceFolder.configuration
        let before = try String(contentsOfFile: yaml, encoding: .utf8)
        var connectors: Set<ConnectorID> = []
        for _ in 0..<3 {
            let plan = try await Self.plan(in: try await fixture.open())
            try await ApplyPlan(in: try await fixture.open()).run(plan)
            connectors.insert(try await fixture.open().configuration.forest(named: "third.test").connector)
            try before.write(toFile: yaml, atomically: true, encoding: .utf8)
        }
        #expect(connectors.count == 3)
    }

    @Test("is stale where the file is another directory's by then, and nothing is added")
    func moved() async throws {
        _ = try fixture.write("third.test", [], as: "third.ldif")
        let plan = try await Self.plan(in: try await fixture.open())
        _ = try fixture.write("fourth.test", [], as: "third.ldif")
        let workspace = try await fixture.open()
        let stale = await #expect(throws: TaskError.self) { try await ApplyPlan(in: workspace).run(plan) }
        #expect(stale?.code == .stalePlan, "\(stale?.description ?? "")")
        #expect(stale?.description.contains("what third.test says of itself") == true, "\(stale?.description ?? "")")
        #expect(try await fixture.open().configuration.forests.isEmpty)
    }

    @Test("names the file with the password, and has no password in it; adding at once signs in once")
    func secret() async throws {
        let canary = "canary-5d0e"
        let server = try ScriptedServer { request in
            guard request.operation == .search, request.name.isEmpty else { return [.done()] }
            let names = ("namingContexts", ["DC=third,DC=test"])
            return [.entry("", [("defaultNamingContext", ["DC=third,DC=test"]), names]), .done()]
        }
        let file = try fixture.folder.write(canary + "\n", to: "reader.password").path(percentEncoded: false)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        var description = ForestConfiguration.Server(url: server.url)
        description.bindName = "reader@third.test"
        description.password = .file(file)
        description.allowsPlaintext = true
        let task = AddForest(in: try await fixture.open())
        let (plan, facts) = try await task.plan(name: "third.test", source: .server(description))
        let text = try PlanFile.text(of: plan)
        #expect(text.contains("reader.password") && !text.contains(canary))
        #expect(plan.content.settings.contains { $0.name.hasSuffix(".password") && $0.to == "from a file" })
        #expect(facts.contains { $0.name == "read from" } && !text.contains("\"read from\""))
        func passwords() -> Int { server.requests.compactMap(\.password).filter { $0 == Array(canary.utf8) }.count }
        let before = passwords()
        #expect(before == 1)
        _ = try await task.run(name: "third.test", source: .server(description))
        #expect(passwords() == before + 1)
        #expect(try await fixture.open().configuration.forests.map(\.source) == [.server(description)])
    }
}
