import Foundation
import Lab
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Rules that people changed or made live beside the generated ones")
struct WorkspaceRulesTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private static let common = "In from AD - User Common"

    private func write(_ text: String, to file: String) throws {
        let path = fixture.workspaceFolder.resolve("rules/" + file)
        try FileManager.default.createDirectory(
            atPath: fixture.workspaceFolder.resolve("rules"),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    /// Edits one flow of a generated rule and gives it a file.
    private func edit(_ destination: String, to expression: String) async throws {
        let rules = try await WorkspaceRules.read(try await fixture.open())
        let connector = try #require(try await fixture.open().configuration.forests.first).connector.text
        var rule = try #require(rules.rules.first { $0.name == Self.common && $0.connector == connector })
        let place = try #require(rule.mappings.firstIndex { $0.destination == destination })
        rule.mappings[place] = PortableMapping(destination: destination, sources: [destination], expression: expression)
        try write(RuleFile.write(rule, connectors: rules.connectors), to: "edited.yaml")
    }

    private func rule(_ name: String) async throws -> PortableRule? {
        try await WorkspaceRules.read(try await fixture.open()).rules.first { $0.name == name }
    }

    @Test("where no file says anything, rules run as they were generated, which is what comparing them gives")
    func asGenerated() async throws {
        let rules = try await WorkspaceRules.read(try await fixture.ready())
        #expect(rules.folder.entries.isEmpty && rules.active.rules.count > 60)
        #expect(rules.active == WorkspaceRules.active(rules.rules, of: rules.generated))
    }

    @Test("a rule that does not compile stops a run with the place in its expression, and what to do")
    func broken() async throws {
        _ = try await fixture.ready()
        try await edit("department", to: "Frobnicate([department])")
        let error = await #expect(throws: SyncEngineError.self) {
            _ = try await Synchronize(in: try await fixture.open()).run { _ in }
        }
        let told = error?.description ?? ""
        #expect(told.contains("\(Self.common), flow department:1:1: error"), "\(told)")
        #expect(told.contains("there is no function Frobnicate") && told.contains("^"), "\(told)")
        #expect(told.contains("`dryad rules lint`"), "\(told)")
    }

    @Test("the next synchronization notices rules that files change, and that they are as they were again")
    func noticed() async throws {
        _ = try await fixture.ready()
        func areOthers() async throws -> Bool {
            let report = try await Synchronize(in: try await fixture.open()).run { _ in }
            return report.steps.flatMap(\.remarks).contains { $0.contains("Rules, schemas or parameters are others") }
        }
        _ = try await areOthers()
        #expect(try await !areOthers())
        let print = try #require(try await WorkspaceRules.read(try await fixture.open()).print)
        #expect(try await fixture.open().store.printedRules().print == print)
        try write(
            "tag: Microsoft.InfromADUserCommon.004\nconnector: contoso.test\ndisabled: true\n",
            to: "off.yaml"
        )
        #expect(try await WorkspaceRules.read(try await fixture.open()).print == nil)
        #expect(try await areOthers())
        #expect(try await !areOthers())
        try FileManager.default.removeItem(atPath: fixture.workspaceFolder.resolve("rules/off.yaml"))
        #expect(try await areOthers())
        #expect(try await !areOthers())
    }

    @Test("a rule that is switched off, deleted, or somebody's own counts at once")
    func overlay() async throws {
        _ = try await fixture.ready()
        let before = try await WorkspaceRules.read(try await fixture.open())
        try write(
            "tag: Microsoft.InfromADUserCommon.004\nconnector: contoso.test\ndisabled: true\n",
            to: "off.yaml"
        )
        try write("tag: Microsoft.InfromADGroupCommon.004\nconnector: contoso.test\ndeleted: true\n", to: "gone.yaml")
        try write(
            """
            name: In from AD - Titles in capitals
            connector: fabrikam.test
            direction: inbound
            source: user
            target: person
            link: join
            precedence: 50
            flows:
              - to: title
                expression: UCase([title])
            """,
            to: "own.yaml"
        )
        let after = try await WorkspaceRules.read(try await fixture.open())
        #expect(after.rules.count == before.rules.count)
        #expect(after.active.rules.count == before.active.rules.count - 1)
        #expect(after.rules.first?.name == "In from AD - Titles in capitals")
        #expect(after.rules.filter(\.isDisabled).map(\.name) == [Self.common])
        #expect(after.rules.count { $0.name == "In from AD - Group Common" } == 1)
        #expect(after.generated == before.generated)
    }

    @Test("a deleted rule that is asked back comes, its file goes, and nothing is left to be done")
    func restored() async throws {
        _ = try await fixture.ready()
        try write("tag: Microsoft.InfromADUserCommon.004\nconnector: contoso.test\ndeleted: true\n", to: "gone.yaml")
        #expect(try await WorkspaceRules.read(try await fixture.open()).rules.count { $0.name == Self.common } == 1)
        let task = RefreshSchema(in: try await fixture.open())
        let preparation = try await task.prepare(merge: RuleMergeRequest(restored: [Self.common])) { _ in }
        #expect(preparation.plan.content.rules.changes.map(\.name) == [Self.common])
        try await task.apply(preparation)
        #expect(try await WorkspaceRules.read(try await fixture.open()).rules.count { $0.name == Self.common } == 2)
        #expect(!FileManager.default.fileExists(atPath: fixture.workspaceFolder.resolve("rules/gone.yaml")))
        #expect(try await RefreshSchema(in: try await fixture.open()).prepare { _ in }.plan.content.isEmpty)
    }

    @Test("a file that takes away a rule that nobody knows is refused, and so is a key that nobody knows")
    func unknownTag() async throws {
        _ = try await fixture.ready()
        try write("tag: Microsoft.InfromADUserComon.004\nconnector: contoso.test\ndeleted: true\n", to: "gone.yaml")
        let workspace = try await fixture.open()
        let tag = await #expect(throws: TaskError.self) { try await WorkspaceRules.read(workspace) }
        #expect(tag?.description.contains("RFL031") == true, "\(tag?.description ?? "")")
        try write("tag: Microsoft.InfromADUserCommon.004\nconnector: contoso.test\ndelete: true\n", to: "gone.yaml")
        let key = await #expect(throws: TaskError.self) { try await WorkspaceRules.read(workspace) }
        #expect(key?.description.contains("delete is not a key here") == true, "\(key?.description ?? "")")
    }

    @Test("what is asked back does not come for a forest that could not be read")
    func unreadableForest() async throws {
        _ = try await fixture.ready()
        try write("tag: Microsoft.InfromADUserCommon.004\nconnector: contoso.test\ndeleted: true\n", to: "gone.yaml")
        let broken = try fixture.folder.write("dn: CN=x\nobjectClass top\n", to: "broken.ldif").path(
            percentEncoded: false
        )
        let task = RefreshSchema(in: try await fixture.open())
        let content = try await task.prepare(
            live: ["contoso.test": broken],
            merge: RuleMergeRequest(restored: [Self.common])
        ) { _ in }.plan.content
        #expect(content.forests.first?.state == .failed)
        #expect(content.rules.changes.isEmpty, "\(content.rules.changes.map(\.name))")
    }

    @Test("two files that speak of one rule are refused, and both are named")
    func contradiction() async throws {
        _ = try await fixture.ready()
        try await edit("title", to: "UCase([title])")
        try write("tag: Microsoft.InfromADUserCommon.004\nconnector: contoso.test\ndisabled: true\n", to: "off.yaml")
        let workspace = try await fixture.open()
        let error = await #expect(throws: TaskError.self) { try await WorkspaceRules.read(workspace) }
        let said = error?.description ?? ""
        #expect(said.contains("rules/off.yaml") && said.contains("rules/edited.yaml"), "\(said)")
    }

    @Test("the mistakes of all files come together")
    func mistakes() async throws {
        _ = try await fixture.ready()
        try write("tag: Microsoft.X.001\nconnector: nowhere.test\ndisabled: true\n", to: "a.yaml")
        try write("name: B\nconnector: contoso.test\ndirection: sideways\n", to: "b.yaml")
        let workspace = try await fixture.open()
        let error = await #expect(throws: TaskError.self) { try await WorkspaceRules.read(workspace) }
        let said = error?.description ?? ""
        #expect(said.contains("rules/a.yaml:2") && said.contains("rules/b.yaml:3"), "\(said)")
    }

    @Test("nothing differs, whatever people changed, while the schema stays")
    func unchanged() async throws {
        _ = try await fixture.ready()
        try await edit("title", to: "UCase([title])")
        let plan = try await RefreshSchema(in: try await fixture.open()).prepare { _ in }.plan
        #expect(plan.content.isEmpty && plan.content.merge?.counts.edited == 1)
    }

    @Test("a new schema brings its flows into an edited rule, and the edit stays; its file says so afterwards")
    func merged() async throws {
        _ = try await fixture.ready()
        try await edit("title", to: "UCase([title])")
        let before = try #require(try await rule(Self.common))
        let live = try fixture.write("contoso.test", [.exchange], as: "exchange.ldif")
        let task = RefreshSchema(in: try await fixture.open())
        let preparation = try await task.prepare(forests: ["contoso.test"], live: ["contoso.test": live]) { _ in }
        #expect(preparation.plan.content.merge?.files == ["rules/edited.yaml"])
        try await task.apply(preparation)
        let after = try #require(try await rule(Self.common))
        #expect(after.mappings.count > before.mappings.count)
        #expect(after.mappings.first { $0.destination == "title" }?.expression == "UCase([title])")
        let text = try String(contentsOfFile: fixture.workspaceFolder.resolve("rules/edited.yaml"), encoding: .utf8)
        #expect(text.contains("extensionAttribute1"))
        let second = try await RefreshSchema(in: try await fixture.open())
            .prepare(forests: ["contoso.test"], live: ["contoso.test": live]) { _ in }
        #expect(second.plan.content.isEmpty)
    }

    @Test(
        "a flow that both sides changed is a conflict of that flow alone, and stays or is taken as somebody says",
        arguments: [(nil, "UCase([userPrincipalName])"), (.theirs, "UCase([userPrincipalName])"), (.ours, nil)]
            as [(MergeDecision.Side?, String?)]
    )
    func conflict(_ side: MergeDecision.Side?, _ expected: String?) async throws {
        _ = try await fixture.ready()
        try await edit("userPrincipalName", to: "UCase([userPrincipalName])")
        let path = fixture.workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let other = text.replacing("  deviceWriteUp: on", with: "  deviceWriteUp: on\n  userPrincipalName: mail")
        try #require(other != text)
        try Data(other.utf8).write(to: URL(filePath: path))
        let task = RefreshSchema(in: try await fixture.open())
        let preparation = try await task.prepare(merge: RuleMergeRequest(take: side)) { _ in }
        let conflicts = try #require(preparation.plan.content.merge?.conflicts)
        #expect(conflicts.map(\.part.description) == ["flow userprincipalname"])
        #expect(conflicts.map(\.resolution) == [side])
        try await task.apply(preparation)
        let flow = try await rule(Self.common)?.mappings.first { $0.destination == "userPrincipalName" }
        #expect((flow?.expression == "UCase([userPrincipalName])") == (expected != nil), "\(flow?.expression ?? "")")
        if expected == nil { #expect(flow?.expression?.contains("[mail]") == true) }
    }

    @Test("a text that was committed counts before it stands in its file, and is put there by the next change")
    func interrupted() async throws {
        let workspace = try await fixture.ready()
        try await edit("title", to: "UCase([title])")
        let connectors = try await WorkspaceRules.read(workspace).connectors
        var changed = try #require(try await rule(Self.common))
        changed.isDisabled = true
        var commit = ConfigurationCommit(journal: "a crash", date: workspace.surroundings.date)
        let text = RuleFile.write(changed, connectors: connectors)
        commit.files = [WaitingFile(path: "rules/edited.yaml", text: text)]
        try await workspace.store.commit(commit)
        #expect(try await rule(Self.common)?.isDisabled == true)
        let path = fixture.workspaceFolder.resolve("rules/edited.yaml")
        #expect(try String(contentsOfFile: path, encoding: .utf8) != text)
        try await workspace.changing("a test") {}
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        #expect(try await workspace.store.waitingFiles().isEmpty)
    }
}
