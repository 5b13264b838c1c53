import Directory
import Lab
import SyncRules
import Testing

@testable import WizardTasks

@Suite("An attribute that the forest has and its cached schema does not")
struct StaleSchemaTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    /// A workspace whose forest has got mailboxes since its schema was read.
    private func stale() async throws {
        _ = try await fixture.ready()
        _ = try await fixture.cycle()
        _ = try fixture.write("contoso.test", [.exchange], as: "contoso.test.ldif")
        _ = try await fixture.cycle()
    }

    private func explain(_ attribute: String) async throws -> ObjectExplanation {
        try await ExplainObject(in: try await fixture.open()).run("Ada Andersson", attribute: attribute)
    }

    /// entra-connect.md 2.7a.
    @Test(
        "stops at the cache, by its name in the forest or in the tenant, and the refresh is told",
        arguments: [
            ("mailNickname", "the cached schema of contoso.test does not have mailNickname"),
            (
                "alias",
                "In from AD - User Exchange of contoso.test is not there, since class user allows none of mailNickname"
            ),
            (
                "msExchHideFromAddressLists",
                "the cached schema of contoso.test does not have msExchHideFromAddressLists"
            ),
            ("extensionAttribute1", "the cached schema of contoso.test does not have extensionAttribute1"),
        ]
    )
    func stopped(_ attribute: String, _ said: String) async throws {
        try await stale()
        let answer = try await explain(attribute)
        let stop = try #require(answer.steps.first { $0.verdict == .stops }, "\(answer.sentence)")
        #expect(stop.stage == .cache, "\(answer.sentence)")
        for text in [said, "`dryad schema refresh`"] {
            #expect(answer.sentence.contains(text), "\(answer.sentence)")
        }
        #expect(stop.details.contains { $0.contains("In from AD - User") }, "\(stop.details)")
        #expect(!stop.details.contains { $0.contains("Contact") || $0.contains("InetOrgPerson") }, "\(stop.details)")
        #expect(!answer.sentence.contains("cloudFiltered"), "\(answer.sentence)")
    }

    @Test("goes its way once the schema is read again", arguments: ["mailNickname", "alias"])
    func refreshed(_ attribute: String) async throws {
        try await stale()
        let task = RefreshSchema(in: try await fixture.open())
        try await task.apply(try await task.prepare { _ in })
        _ = try await fixture.cycle()
        let answer = try await explain(attribute)
        #expect(answer.steps.first { $0.stage == .cache }?.verdict != .stops, "\(answer.sentence)")
        #expect(!answer.sentence.contains("dryad schema refresh"), "\(answer.sentence)")
    }

    @Test("what a rule lacks that another rule gives does not stop it")
    func given() async throws {
        try await stale()
        let answer = try await explain("mail")
        #expect(answer.steps.first { $0.stage == .cache }?.verdict == .passes, "\(answer.steps)")
        #expect(answer.sentence.contains("given by In from AD - User Common"), "\(answer.sentence)")
    }
}
