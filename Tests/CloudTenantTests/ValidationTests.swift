import CloudTenant
import Directory
import Testing

/// entra-connect 6.3 and 6.4.
@Suite("What the tenant takes as a value")
struct ValidationTests {
    private static func many(_ count: Int, _ text: (Int) -> String) -> [String] { (0..<count).map(text) }

    private static func long(_ count: Int) -> String { String(repeating: "x", count: count) }

    private static let invalid = "IdentityDataValidationFailed"

    private static let anchors: [(anchor: String, expected: String)] = [
        ("", invalid), ("a@b", invalid), (long(60), invalid), (long(59), "created"), ("q+/=", "created"),
        ("a\u{0}b", invalid),
    ]

    @Test("source anchors are short and hold no @", arguments: anchors)
    func sourceAnchors(_ anchor: String, _ expected: String) async throws {
        #expect(try await TenantFixture().process(.add(anchor)).map(\.word) == [expected])
    }

    private static let classCases: [(sent: AttributeName, kept: String?)] = [
        ("user", "user"), ("USER", "user"), ("Group", "group"), ("contact", "contact"), ("DEVICE", "device"),
        ("publicfolder", "publicFolder"), ("martian", nil), ("person", nil), ("", nil),
        (AttributeName(long(100_000)), nil),
    ]

    @Test("classes are those that the tenant has, in its own spelling", arguments: classCases)
    func classes(_ sent: AttributeName, _ kept: String?) async throws {
        let fixture = try TenantFixture()
        let verdicts = try await fixture.process(TenantChange(.add, "a", [:], sent))
        #expect(verdicts.map(\.word) == [kept == nil ? Self.invalid : "created"])
        #expect(try await fixture.object("a")?.objectClass.spelling == kept)
        guard case .rejected(_, let message)? = verdicts.first else { return }
        #expect(message.count < 200)
    }

    @Test("one change with a class that is none leaves the others of its batch alone")
    func otherChanges() async throws {
        let verdicts = try await TenantFixture().process(.add("a"), TenantChange(.add, "b", [:], "martian"), .add("c"))
        #expect(verdicts.map(\.word) == ["created", Self.invalid, "created"])
    }

    @Test(
        "the exporter's name of an object is bounded",
        arguments: [(4096, "created"), (4097, "ExceededAllowedLength")]
    )
    func objectNames(_ length: Int, _ expected: String) async throws {
        let change = TenantChange(
            operation: .add,
            objectClass: "user",
            anchor: "a",
            name: Self.long(length),
            attributes: []
        )
        #expect(try await TenantFixture().process(change).map(\.word) == [expected])
    }

    private static let names: [(name: String, expected: String)] = [
        ("ada@contoso.test", "created"), ("ada", invalid), ("@contoso.test", invalid), ("ada@", invalid),
        ("a@b@c.test", invalid), ("a da@contoso.test", invalid), ("ada\u{200B}@contoso.test", invalid),
        ("ada\t@contoso.test", invalid), ("adä@contoso.test", invalid), ("ada.@contoso.test", invalid),
        ("a%b@contoso.test", invalid), ("a\"b@contoso.test", invalid), ("a(b@contoso.test", invalid),
        ("o'hara-a_b!#^~@contoso.test", "created"), (long(64) + "@contoso.test", "created"),
        (long(65) + "@contoso.test", invalid), ("a@" + long(43) + ".test", "created"),
        ("a@" + long(44) + ".test", invalid),
    ]

    @Test("principal names", arguments: names)
    func principalNames(_ name: String, _ expected: String) async throws {
        #expect(try await TenantFixture().process(.add("a", ["userPrincipalName": [name]])).map(\.word) == [expected])
    }

    private static let sizes: [([AttributeName: [String]], String)] = [
        (["userCertificate": many(15) { "\($0)" }], "created"),
        (["userCertificate": many(16) { "\($0)" }], "LargeObject"),
        (["thumbnailPhoto": [long(102_400)]], "created"),
        (["thumbnailPhoto": [long(102_401)]], "LargeObject"),
        (["extension_0_x": [long(250)]], "created"),
        (["extension_0_x": [long(251)]], "ExceededAllowedLength"),
        (extensions(100), "created"),
        (extensions(101), "LargeObject"),
        (["displayName": [String(repeating: "ä", count: 256)]], "created"),
        (["displayName": [long(257)]], "ExceededAllowedLength"),
        (["alias": [".ada"]], invalid),
        (["userType": ["Guest"]], "created"),
        (["userType": ["Robot"]], invalid),
        (["userPrincipalName": ["a@x.test", "b@x.test"]], invalid),
        (["accountEnabled": ["True"]], "created"),
        (["accountEnabled": ["false"]], "created"),
        (["accountEnabled": []], "created"),
        (["accountEnabled": ["maybe"]], invalid),
        (["accountEnabled": [""]], invalid),
        (["accountEnabled": ["True", "False"]], invalid),
    ]

    private static let addressValues: [([AttributeName: [String]], String)] = [
        (["proxyAddresses": ["SMTP:" + long(249) + "@x"]], "created"),
        (["proxyAddresses": ["SMTP:" + long(250) + "@x"]], "ExceededAllowedLength"),
        (["proxyAddresses": ["smtp:a b@x.test"]], invalid),
        (["proxyAddresses": ["smtp:a,b@x.test"]], invalid),
        (["proxyAddresses": ["smtp:nobody"]], invalid),
        (["proxyAddresses": ["smtp:"]], invalid),
        (["proxyAddresses": ["X500:/o=Contoso (Test)/cn=a b"]], "created"),
        (["proxyAddresses": many(332) { "smtp:a\($0)@x.test" }], "created"),
        (["proxyAddresses": many(333) { "smtp:a\($0)@x.test" }], "LargeObject"),
    ]

    @Test("directory extensions are counted of the object, over as many changes as they come by")
    func extensionsOfObject() async throws {
        let fixture = try TenantFixture()
        try await fixture.process(.add("a", Self.extensions(100)))
        let verdicts = try await fixture.process(
            .update("a", ["extension_0_100": ["x"]]),
            .update("a", ["extension_0_0": ["y"]]),
            .update("a", ["extension_0_100": ["x"], "extension_0_0": []]),
            .update("a", ["title": ["x"]]),
            .add("a", Self.extensions(100))
        )
        #expect(verdicts.map(\.word) == ["LargeObject", "updated", "updated", "updated", "updated"])
    }

    private static func extensions(_ count: Int) -> [AttributeName: [String]] {
        Dictionary(many(count) { "extension_0_\($0)" }.map { (AttributeName($0), ["x"]) }) { first, _ in first }
    }

    @Test("addresses, lengths, numbers and sizes", arguments: addressValues + sizes)
    func values(_ attributes: [AttributeName: [String]], _ expected: String) async throws {
        #expect(try await TenantFixture().process(.add("a", attributes)).map(\.word) == [expected])
    }
}
