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

    /// As the owner of a device does, which the forest gives as the security identifier of who has made it.
    @Test("that names somebody by a security identifier does not get there, and the answer says why")
    func identifier() async throws {
        _ = try await fixture.ready()
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
                    from: objectSid
                """
        )
        #expect(try await fixture.cycle().errors.isEmpty)
        let answer = try await ExplainObject(in: try await fixture.open()).run("Ada Andersson", attribute: "manager")
        let step = try #require(answer.steps.last { $0.verdict == .stops })
        #expect(step.stage == .export)
        let reasons = step.details.filter { $0.contains(", from manager: gives nothing (it has \"S-1-5-21-") }
        #expect(!reasons.isEmpty, "\(step.details)")
        #expect(reasons.allSatisfy { $0.hasSuffix("whose security identifier that is, Dryad does not find out)") })
    }
}
