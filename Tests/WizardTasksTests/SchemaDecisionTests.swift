import Diagnostics
import Directory
import DirectorySchema
import Foundation
import Lab
import Plans
import SQLiteStore
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Decisions about differences of schemas")
struct SchemaDecisionTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func quiet(_: TaskEvent) {}

    private func exchange() throws -> [String: String] {
        ["fabrikam.test": try fixture.write("fabrikam.test", [.exchange], as: "fabrikam.after.ldif")]
    }

    private func decide(
        _ workspace: Workspace,
        _ choice: SchemaDecision.Choice?,
        until: String? = nil,
        _ names: AttributeName...
    ) async throws {
        _ = try await DecideSchemaChanges(in: workspace).decide(
            try .init(choice, until: until, why: "a test"),
            forest: "FABRIKAM.test",
            names: names,
            live: try exchange()["fabrikam.test"]
        )
    }

    @Test("what is deferred stays out of cache and rules, and is listed; what was applied with it stays applied")
    func deferred() async throws {
        let workspace = try await fixture.ready()
        let task = RefreshSchema(in: workspace)
        let whole = try await task.prepare(live: try exchange(), report: quiet).plan.content
        try await decide(workspace, .defer, "mailNickname")
        let preparation = try await task.prepare(live: try exchange(), report: quiet)
        let forest = try #require(preparation.plan.content.forests.last)
        #expect(forest.held.map(\.change.name) == ["mailNickname"])
        #expect(forest.diff.changes.count == (whole.forests.last?.diff.changes.count ?? 0) - 1)
        #expect(!forest.effective.flatMap(\.gained).contains { $0.attribute == "mailNickname" })
        try await task.apply(preparation)
        let cached = try await workspace.store.currentSchema(of: forest.connector.text)?.snapshot
        #expect(cached?.attribute("mailNickname") == nil && cached?.attribute("msExchMailboxGuid") != nil)
        let rules = try await workspace.store.generatedRules().rules(of: forest.connector)
        #expect(
            !rules.flatMap(\.flows).contains { $0.destination == "mailNickname" && $0.source.text == "mailNickname" }
        )
        let second = try await task.prepare(live: try exchange(), report: quiet).plan.content
        #expect(second.isEmpty && second.forests.last?.held.count == 1)

        try await decide(workspace, nil, "mailNickname")
        let third = try await task.prepare(live: try exchange(), report: quiet).plan.content
        #expect(third.forests.last?.diff.changes(.attribute, .added).map(\.name) == ["mailNickname"])
    }

    @Test("what is ignored comes back when its day is over", arguments: [("2999-12-31", 1), ("2001-01-01", 0)])
    func ignored(_ day: String, _ held: Int) async throws {
        let workspace = try await fixture.ready()
        try await decide(workspace, .ignore, until: day, "mailNickname")
        let content = try await RefreshSchema(in: workspace).prepare(live: try exchange(), report: quiet).plan.content
        #expect(content.forests.last?.held.count == held)
        #expect(content.forests.last?.accepted.count == 1 - held)
    }

    @Test("only what differs can be decided about, and only with a day that is one")
    func refused() async throws {
        let workspace = try await fixture.ready()
        await #expect(throws: TaskError.self) { try await decide(workspace, .defer, "nothingOfTheKind") }
        #expect(throws: TaskError.self) { try DecideSchemaChanges.Decision(.ignore, until: "2027-02-30", why: "") }
    }

    @Test("mistakes in the file come together, each with its place")
    func mistakes() throws {
        let text = """
            version: 2
            decisions:
              - forest: a
                element: attribut
                name: b
                change: added
                choice: defer
              - forest: a
                element: class
                change: added
                choice: ignore
                until: tomorrow

            """
        let error = try #require(throws: TaskError.self) {
            try DecisionFile.read(SourceText(name: "schema-decisions.yaml", text: text))
        }
        for code in ["CFG003", "CFG025", "CFG023"] { #expect(error.description.contains(code), "\(error)") }
        #expect(error.description.contains("schema-decisions.yaml:4:"))
    }

    @Test("what is written is read again")
    func roundTrip() throws {
        let decisions = SchemaDecision.Choice.allCases.map { choice in
            SchemaDecision(
                forest: "contoso.test",
                element: .objectClass,
                name: "a-b",
                change: .renamed,
                choice: choice,
                until: choice == .ignore ? "2027-01-31" : nil,
                who: "someone@här",
                when: "2026-01-01T00:00:00Z",
                why: "a: \"b\" # c\n- d"
            )
        }
        let text = try DecisionFile.text(decisions)
        #expect(try DecisionFile.read(SourceText(name: "x", text: text)) == decisions)
        #expect(try DecisionFile.read(SourceText(name: "x", text: try DecisionFile.text([]))) == [])
    }
}
