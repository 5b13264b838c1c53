import CloudTenant
import Directory
import Testing

@Suite("What the tenant would say")
struct RehearsalTests {
    private let fixture: TenantFixture

    init() throws { fixture = try TenantFixture() }

    @Test("a rehearsal says what the export would say, and leaves nothing behind")
    func same() async throws {
        try await fixture.process(.add("a", ["userPrincipalName": ["ada@contoso.test"]]))
        let before = try await fixture.store.objects()
        let changes: [TenantChange] = [
            .add("b", ["userPrincipalName": ["Ada@contoso.test"]]), .update("a", ["title": ["Chair"]]),
            .update("nobody", ["title": ["x"]]), TenantChange(.delete, "a"),
        ]
        let rehearsed = try await fixture.tenant.rehearse(changes)
        #expect(try await fixture.store.objects() == before)
        let again = try await fixture.tenant.rehearse(changes)
        #expect(again == rehearsed, "the one before left nothing that the next could see")
        let real = try await fixture.tenant.process(changes).verdicts
        #expect(real == rehearsed)
        #expect(rehearsed.map(\.word).prefix(2) == ["created", "updated"])
        #expect(rehearsed[0].conflicts == ["userPrincipalName=Ada@contoso.test"])
    }

    @Test("changes that are rehearsed do not count for the throttle")
    func throttle() async throws {
        try await fixture.configure { $0.throttle.isOn = true }
        let before = try await fixture.store.read { try $0.state() }
        _ = try await fixture.tenant.rehearse([.add("a", ["userPrincipalName": ["ada@contoso.test"]])])
        #expect(try await fixture.store.read { try $0.state() } == before)
    }
}
