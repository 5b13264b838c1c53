import Directory
import Foundation
import Testing

@testable import WizardTasks

@Suite("An attribute that rules look at and do not hand on")
struct LookedAtAttributeTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func joining(by method: String) async throws {
        try fixture.setOption("joining: \(method)")
    }

    /// entra-connect.md 2.3: what is imported is the union of sources, scopes and joins.
    @Test(
        "is imported, and its explanation says where they look at it",
        arguments: [
            ("adminDescription", "objectSid", "scope of In from AD - User Join"),
            ("isCriticalSystemObject", "objectSid", "flow cloudFiltered of In from AD - User Join"),
            ("employeeID", "attribute:employeeID", "join of In from AD - User Join"),
        ]
    )
    func lookedAt(_ attribute: String, _ method: String, _ place: String) async throws {
        try await joining(by: method)
        _ = try await fixture.ready()
        _ = try await fixture.cycle()
        let answer = try await ExplainObject(in: try await fixture.open()).run("Ada Andersson", attribute: attribute)
        let inclusion = try #require(answer.steps.first { $0.stage == .inclusion }, "\(answer.sentence)")
        #expect(inclusion.verdict == .passes, "\(answer.sentence)")
        #expect(inclusion.details.contains(place), "\(inclusion.details)")
        #expect(answer.steps.first { $0.verdict == .stops }?.stage == .precedence, "\(answer.sentence)")
        for said in ["does not get to the tenant", "hands its values on", attribute] {
            #expect(answer.sentence.contains(said), "\(answer.sentence)")
        }
        #expect(!answer.sentence.contains("not imported"), "\(answer.sentence)")
    }
}
