import Directory
import SyncRules
import Testing

@testable import WizardTasks

@Suite("A value that a rule towards the tenant gives of itself")
struct OutwardValueTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    @Test(
        "is told as that rule's, whether the forest has nothing of it or something else",
        arguments: [
            "constant: \"+46\"", "expression: '\"+4\" & \"6\"'",
            "expression: IIF(IsNullOrEmpty([mobile]),\"+46\",[mobile])",
        ]
    )
    func given(_ flow: String) async throws {
        _ = try await fixture.ready()
        try fixture.writeRule(
            named: "Out to AAD - Fixed",
            of: "tenant",
            as: "fixed",
            saying: """
                flows:
                  - to: mobile
                    \(flow)
                  - to: title
                    constant: Fixed
                """
        )
        #expect(try await fixture.cycle().errors.isEmpty)
        for (attribute, value) in [("mobile", "+46"), ("title", "Fixed")] {
            let task = ExplainObject(in: try await fixture.open())
            let answer = try await task.run("Ada Andersson", attribute: attribute)
            let said = "\(attribute) of \(answer.label) is \"\(value)\", given by Out to AAD - Fixed (60)."
            #expect(answer.sentence.hasPrefix(said), "\(answer.sentence)")
            #expect(!answer.steps.contains { $0.verdict == .stops }, "\(answer.steps)")
            #expect(answer.steps.map(\.stage) == ObjectExplanation.Stage.toTenant)
        }
    }

    /// Has an attribute with security identifiers say who somebody's manager is, and asks for Ada's.
    private func manager(from attribute: String) async throws -> ObjectExplanation {
        try fixture.writeRule(
            named: "In from AD - Own manager",
            .inbound,
            from: "user",
            to: "person",
            precedence: 50,
            as: "manager",
            saying: """
                flows:
                  - to: manager
                    from: \(attribute)
                """
        )
        #expect(try await fixture.cycle().errors.isEmpty)
        return try await ExplainObject(in: try await fixture.open()).run("Ada Andersson", attribute: "manager")
    }

    /// As the owner of a device does, which the forest gives as the security identifier of who has made it.
    @Test("that names somebody by a security identifier is told as who has it")
    func identifier() async throws {
        _ = try await fixture.ready()
        let answer = try await manager(from: "objectSid")
        #expect(!answer.steps.contains { $0.verdict == .stops }, "\(answer.steps)")
        #expect(answer.sentence.hasPrefix("manager of \(answer.label) is \"CN={"), "\(answer.sentence)")
        #expect(answer.sentence.contains("given by In from AD - Own manager (50)"), "\(answer.sentence)")
    }

    @Test("that names somebody by a security identifier which nobody has does not get there, and the answer says why")
    func nobody() async throws {
        _ = try await fixture.ready()
        let identifier = try #require(SecurityIdentifier("S-1-5-21-9-9-9-9"))
        try fixture.rewrite("contoso.test.ldif") { record in
            guard record.texts("cn") == ["Ada Andersson"] else { return record }
            let creator = LDIFRecord.Value(name: "mS-DS-CreatorSID", bytes: identifier.bytes)
            return LDIFRecord(dn: record.dn, values: record.values + [creator])
        }
        let answer = try await manager(from: "mS-DS-CreatorSID")
        let step = try #require(answer.steps.last { $0.verdict == .stops })
        let reason = "no object of its forest in the metaverse has the security identifier \"\(identifier)\""
        #expect(step.stage == .null && step.sentence.contains(reason), "\(step)")
        let lost = "1 of 1 values of mS-DS-CreatorSID of contoso.test lead to no object of the metaverse"
        let join = try #require(answer.steps.first { $0.stage == .join })
        #expect(join.details.contains { $0.hasPrefix(lost) }, "\(join)")
    }
}
