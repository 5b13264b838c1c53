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

    @Test("a sweep that is due comes before a rehearsal as it does before an export")
    func sweep() async throws {
        let name: [AttributeName: [String]] = ["userPrincipalName": ["ada@contoso.test"]]
        try await fixture.process(.add("a", name), .add("b", name), .add("gone"))
        try await fixture.process(.delete("a"), .delete("gone"))
        fixture.letPass(30 * 86_400)
        let before = try await fixture.store.objects()
        // Who was deleted 30 days ago is not restored, and b has the name by then.
        let changes: [TenantChange] = [.add("gone"), .add("c", name)]
        let rehearsed = try await fixture.tenant.rehearse(changes)
        #expect(rehearsed.map(\.word) == ["created", "created"])
        #expect(rehearsed.flatMap(\.conflicts) == ["userPrincipalName=ada@contoso.test"])
        #expect(try await fixture.store.objects() == before)
        #expect(try await fixture.tenant.process(changes).verdicts == rehearsed)
    }
}
