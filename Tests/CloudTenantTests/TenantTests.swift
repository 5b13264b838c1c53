import CloudTenant
import Directory
import Testing

@Suite("The tenant decides")
struct TenantTests {
    private let fixture: TenantFixture

    init() throws { fixture = try TenantFixture() }

    @Test("security identifiers are compared byte for byte, and shown as people write them")
    func securityIdentifiers() async throws {
        func addition(_ anchor: String, _ sid: String) throws -> TenantChange {
            let bytes = try #require(SecurityIdentifier(sid)).bytes
            return TenantChange(
                operation: .add,
                objectClass: "user",
                anchor: anchor,
                name: anchor,
                attributes: [.init(name: "onPremiseSecurityIdentifier", values: [bytes])]
            )
        }
        // 0x45A and 0x47A end in "Z" and "z".
        let verdicts = try await fixture.process(
            addition("a", "S-1-5-21-1-2-3-1114"),
            addition("b", "S-1-5-21-1-2-3-1146"),
            addition("c", "S-1-5-21-1-2-3-1114")
        )
        #expect(verdicts.map(\.word) == ["created", "created", "AttributeValueMustBeUnique"])
        guard case .rejected(_, let message)? = verdicts.last else { return }
        #expect(message.contains("S-1-5-21-1-2-3-1114"))
    }

    private static let batches: [([TenantChange], [String])] = [
        ([.add("a", ["userPrincipalName": ["ada@contoso.test"]])], ["created"]),
        (
            [
                .add("a", ["proxyAddresses": ["smtp:one@x.test"]]), .delete("a"),
                .add("b", ["proxyAddresses": ["SMTP:one@x.test"]]),
            ],
            ["created", "deleted", "created"]
        ),
        ([.update("nobody", ["title": ["x"]])], ["cd-missing-object"]),
        ([.delete("nobody")], ["cd-missing-object"]),
        // An addition whose answer was lost is repeated: it must not fail, and not make a second object.
        ([.add("a", ["title": ["x"]]), .add("a", ["title": ["x"]])], ["created", "updated"]),
        ([.add("a"), .delete("a"), .delete("a")], ["created", "deleted", "alreadyGone"]),
        // Anchors have a case (the product compares immutableId letter by letter).
        ([.add("a"), .add("A")], ["created", "created"]),
    ]

    @Test("what is taken and what is refused, in one batch", arguments: batches)
    func verdicts(_ changes: [TenantChange], _ expected: [String]) async throws {
        #expect(try await fixture.tenant.process(changes).verdicts.map(\.word) == expected)
    }

    @Test("an update changes what it names, removes what it empties, and leaves the rest")
    func update() async throws {
        try await fixture.process(.add("a", ["title": ["x"], "city": ["y"], "phone": ["1", "2"]]))
        try await fixture.process(.update("a", ["title": ["z"], "city": []]))
        #expect(try await fixture.shown("a", "title") == ["z"])
        #expect(try await fixture.shown("a", "city").isEmpty)
        #expect(try await fixture.shown("a", "phone") == ["1", "2"])
    }

    @Test("an object does not change its class")
    func mismatch() async throws {
        try await fixture.process(.add("a"))
        let verdicts = try await fixture.process(
            TenantChange(.update, "a", [:], "group"),
            TenantChange(.add, "a", [:], "group")
        )
        #expect(verdicts.map(\.word) == ["ObjectTypeMismatch", "ObjectTypeMismatch"])
    }

    @Test("an identity follows from the source anchor and from what went before, not from the order of arrival")
    func identities() async throws {
        try await fixture.process(.add("b"), .add("a"))
        let other = try TenantFixture()
        try await other.process(.add("a"), .add("b"))
        for anchor in ["a", "b"] {
            let (one, two) = (try await fixture.object(anchor), try await other.object(anchor))
            #expect(one != nil && one == two)
        }
        // A group that comes again is another one.
        let group = TenantChange(.add, "g", [:], "group")
        try await fixture.process(group)
        let first = try #require(try await fixture.object("g"))
        try await fixture.process(.delete("g", "group"), group)
        let second = try #require(try await fixture.object("g"))
        #expect(first.id != second.id && first.generation == 0 && second.generation == 1)
        try await other.process(group, .delete("g", "group"), group)
        #expect(try await other.object("g")?.id == second.id)
    }

    /// entra-connect 6.5: users 30 days, restored on the same anchor; groups unrecoverable.
    @Test(
        "a deleted user comes back with the same source anchor within 30 days; nothing else does",
        arguments: [
            ("user", 0, "restored"), ("user", 30 * 86_400 - 1, "restored"), ("user", 30 * 86_400, "created"),
            ("group", 0, "created"), ("contact", 0, "created"), ("device", 0, "created"),
        ] as [(AttributeName, Int64, String)]
    )
    func restore(_ objectClass: AttributeName, _ seconds: Int64, _ expected: String) async throws {
        let addition = TenantChange(.add, "a", ["displayName": ["Ada"]], objectClass)
        try await fixture.process(addition)
        let before = try #require(try await fixture.object("a"))
        try await fixture.process(.delete("a", objectClass))
        #expect(try await fixture.store.objects().isEmpty)
        #expect(try await fixture.process(.update("a", ["title": ["x"]])).map(\.word) == ["cd-missing-object"])
        fixture.letPass(seconds)
        #expect(try await fixture.process(addition).map(\.word) == [expected])
        let after = try #require(try await fixture.object("a"))
        #expect((after.id == before.id) == (expected == "restored"))
        #expect(try await fixture.shown("a", "displayName") == ["Ada"])
        #expect(try await fixture.store.read { try $0.state() }.present == 1)
    }

    @Test("what a deleted user had can be had by others; it is kept back when the user returns")
    func freed() async throws {
        let ada = TenantChange.add("a", ["userPrincipalName": ["ada@x.test"], "proxyAddresses": ["SMTP:ada@x.test"]])
        try await fixture.process(ada, .delete("a"), .add("b", ["userPrincipalName": ["ada@x.test"]]))
        #expect(try await fixture.shown("b", "userPrincipalName") == ["ada@x.test"])
        let verdicts = try await fixture.process(ada)
        #expect(verdicts.map(\.word) == ["restored"] && verdicts[0].conflicts == ["userPrincipalName=ada@x.test"])
    }

    /// entra-connect 6.3: 50,000 objects, 300,000 once a domain is verified.
    @Test("the quota counts what is there, and grows with a verified domain")
    func quota() async throws {
        try await fixture.configure { settings in
            settings.quota.unverified = 2
            settings.quota.verified = 3
            settings.domains.add("contoso.test")
        }
        let verdicts = try await fixture.process(.add("a"), .add("b"), .add("c"), .update("a", ["title": ["x"]]))
        #expect(verdicts.map(\.word) == ["created", "created", "QuotaExceeded", "updated"])
        #expect(
            try await fixture.process(.delete("a"), .add("c"), .add("a")).map(\.word) == [
                "deleted", "created", "QuotaExceeded",
            ]
        )
        _ = try await fixture.tenant.verify(domain: "contoso.test")
        #expect(try await fixture.process(.add("a"), .add("d")).map(\.word) == ["restored", "QuotaExceeded"])
        #expect(TenantQuota().limit(TenantDomains()) == 300_000)
        var domains = TenantDomains()
        domains.add("contoso.test")
        #expect(TenantQuota().limit(domains) == 50_000)
    }
}
