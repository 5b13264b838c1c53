import Directory
import Foundation
import Plans
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import WizardTasks

/// entra-connect.md 3.2: what goes out is looked at before a server leaves staging mode.
@Suite("A plan to leave staging mode")
struct StagingPlanTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    /// Gives the users of a forest that have mailboxes a department, another name to sign in by, and a state.
    private func change(_ department: String, _ state: String = "512") throws {
        var place = 0
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("objectClass").contains("user"), !record.texts("mail").isEmpty else { return record }
            place += 1
            let values = [
                ("department", department), ("userPrincipalName", "person\(place)@contoso.test"),
                ("userAccountControl", state),
            ].map { LDIFRecord.Value(name: AttributeName($0.0), bytes: Array($0.1.utf8)) }
            let kept = record.values.filter { one in !values.contains { $0.name == one.name } }
            return LDIFRecord(dn: record.dn, values: kept + values)
        }
    }

    private func plan() async throws -> Plan<SettingsContent> {
        try await SwitchStagingMode(in: try await fixture.open()).plan(to: false)
    }

    private func refusal(of plan: Plan<SettingsContent>) async throws -> TaskError? {
        let workspace = try await fixture.open()
        let error = await #expect(throws: TaskError.self) { try await SwitchStagingMode(in: workspace).apply(plan) }
        #expect(try await fixture.open().configuration.isStaging)
        return error
    }

    @Test(
        "is refused once other values would go out of the same objects",
        arguments: [("Newer", "512"), ("New", "514")]
    )
    func stale(_ department: String, _ state: String) async throws {
        _ = try await fixture.exported()
        try await fixture.switchStaging(to: true)
        try change("New")
        _ = try await fixture.cycle()
        let before = try await plan()
        #expect(before.content.staging?.pending["update"] ?? 0 > 5)
        // A run after which the same waits leaves the plan as good as it was.
        _ = try await fixture.cycle()
        #expect(try await plan().digest == before.digest)
        try change(department, state)
        _ = try await fixture.cycle()
        let after = try await plan()
        // What the plan tells is the same.
        #expect(after.content == before.content && after.hazards == before.hazards)
        let error = try await refusal(of: before)
        #expect(error?.code == .stalePlan && error?.description.contains("pending exports changed") == true)
    }

    @Test("is refused once other values would be written to the copies of forests")
    func written() async throws {
        _ = try await fixture.ready()
        try fixture.writeRule(
            named: "Out to AD - Department",
            as: "department",
            saying: """
                flows:
                  - to: info
                    from: department
                """
        )
        try change("New")
        _ = try await fixture.cycle()
        let before = try await plan()
        #expect(before.content.staging?.writeBacks?["contoso.test"] ?? 0 > 5)
        try change("Newer")
        _ = try await fixture.cycle()
        #expect(try await plan().content == before.content)
        let error = try await refusal(of: before)
        #expect(error?.code == .stalePlan && error?.description.contains("pending exports to forests") == true)
    }
}
