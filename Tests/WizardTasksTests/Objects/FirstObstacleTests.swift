import Testing

@testable import WizardTasks

@Suite("An explanation of an attribute names the first thing in its way")
struct FirstObstacleTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    private func explain(_ name: String, _ attribute: String?) async throws -> ObjectExplanation {
        try await ExplainObject(in: try await fixture.open()).run(name, attribute: attribute)
    }

    @Test("which is the class of an object that no rule takes, for each of its attributes")
    func untaken() async throws {
        _ = try await fixture.ready()
        _ = try await fixture.cycle()
        for attribute in [nil, "department", "ou"] {
            let answer = try await explain("OU=People,DC=contoso,DC=test", attribute)
            let stop = try #require(answer.steps.first { $0.verdict == .stops })
            #expect(stop.stage == .inclusion, "\(answer.steps)")
            #expect(stop.sentence.hasPrefix("No rule of contoso.test takes objects of the class organizationalUnit"))
            // No run imports it.
            #expect(!answer.sentence.contains("dryad sync run"), "\(answer.sentence)")
        }
    }
}
