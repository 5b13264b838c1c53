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

    @Test("which is that rules for other classes alone read it")
    func otherClasses() async throws {
        _ = try await fixture.ready()
        _ = try await fixture.cycle()
        let answer = try await explain("CN=PC-0001,OU=Workstations,DC=contoso,DC=test", "department")
        let stop = try #require(answer.steps.first { $0.verdict == .stops })
        #expect(stop.stage == .scope, "\(answer.steps)")
        #expect(answer.sentence.contains("no rule for objects of the class computer reads department"), "\(answer)")
        #expect(answer.sentence.contains("flow department of In from AD - User Common"), "\(answer.sentence)")
        #expect(!answer.sentence.contains("none hands its values on"), "\(answer.sentence)")
    }
}
