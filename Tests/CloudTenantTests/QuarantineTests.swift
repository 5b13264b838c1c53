import CloudTenant
import Directory
import Foundation
import Testing

/// entra-connect 6.2 and 6.3.
@Suite("Values that others have, and names that are not the tenant's")
struct QuarantineTests {
    private let fixture: TenantFixture

    init() throws { fixture = try TenantFixture() }

    @Test("a principal name that is taken is replaced, told once, and comes back when it is free")
    func principalName() async throws {
        try await fixture.knowDomains()
        let second = TenantChange.add("b", ["userPrincipalName": ["ADA@contoso.test"]])
        let verdicts = try await fixture.process(.add("a", ["userPrincipalName": ["ada@contoso.test"]]), second)
        #expect(verdicts.map(\.word) == ["created", "created"])
        #expect(verdicts[1].conflicts == ["userPrincipalName=ADA@contoso.test"])
        let shown = try await fixture.shown("b", "userPrincipalName")[0]
        #expect(try /ADA\+[0-9]{4}@contoso\.onmicrosoft\.com/.wholeMatch(in: shown) != nil, "\(shown)")
        let object = try #require(try await fixture.object("b"))
        #expect(object.details.errors.map(\.category) == ["PropertyConflict"])
        #expect(object.details.errors.map(\.since.seconds) == [TenantFixture.start])
        // The engine sees what it sent.
        #expect(
            object.value(of: "userPrincipalName", table: fixture.store.table)
                == .values([Array("ADA@contoso.test".utf8)])
        )
        // It comes again, and an hour later with another change: nothing is told anew, and the name stays.
        fixture.letPass(1)
        let again = try await fixture.process(second, .update("b", ["title": ["x"]]))
        #expect(again.flatMap(\.conflicts).isEmpty)
        #expect(try await fixture.shown("b", "userPrincipalName") == [shown])
        #expect(try await fixture.object("b")?.details.errors == object.details.errors)
        #expect(try await fixture.tenant.heal().healed.isEmpty)
        try await fixture.process(.update("a", ["userPrincipalName": ["ada.a@contoso.test"]]))
        let healed = try await fixture.tenant.heal().healed
        #expect(healed.map(\.anchor) == ["b"] && healed.map(\.attributes) == [["userPrincipalName"]])
        #expect(healed.map(\.label) == ["ADA@contoso.test"])
        #expect(try await fixture.shown("b", "userPrincipalName") == ["ADA@contoso.test"])
        #expect(try await fixture.object("b")?.details == TenantObjectDetails())
        #expect(try await fixture.tenant.heal() == TenantSweep.none)
    }

    @Test("an address that is taken is left out, and the others stay; the sweep comes by itself within the hour")
    func addresses() async throws {
        try await fixture.process(.add("a", ["proxyAddresses": ["SMTP:ada@x.test", "smtp:a@x.test"]]))
        let verdicts = try await fixture.process(
            .add("b", ["proxyAddresses": ["SMTP:bob@x.test", "smtp:A@x.test"], "mail": ["ada@x.test"]])
        )
        #expect(verdicts[0].conflicts == ["proxyAddresses=smtp:A@x.test", "mail=ada@x.test"])
        #expect(try await fixture.shown("b", "proxyAddresses") == ["SMTP:bob@x.test"])
        #expect(try await fixture.shown("b", "mail").isEmpty)
        // A user of whom one address goes gives that one free alone.
        try await fixture.process(.update("a", ["proxyAddresses": ["SMTP:ada@x.test"]]))
        fixture.letPass(3599)
        try await fixture.process()
        #expect(try await fixture.shown("b", "proxyAddresses") == ["SMTP:bob@x.test"])
        fixture.letPass(1)
        try await fixture.process()
        #expect(try await fixture.shown("b", "proxyAddresses") == ["SMTP:bob@x.test", "smtp:A@x.test"])
        #expect(try await fixture.object("b")?.details.errors.map(\.attribute) == ["mail"])
    }

    @Test("who waited longest gets the value")
    func order() async throws {
        let name: [AttributeName: [String]] = ["userPrincipalName": ["ada@x.test"]]
        try await fixture.process(.add("a", name))
        for anchor in ["c", "b", "d"] {
            fixture.letPass(1)
            try await fixture.process(.add(anchor, name))
        }
        try await fixture.process(.delete("a"))
        #expect(try await fixture.tenant.heal().healed.map(\.anchor) == ["c"])
        for anchor in ["b", "d"] { #expect(try await fixture.object(anchor)?.details.errors.count == 1) }
        let names = try await fixture.store.objects().map {
            Entry($0.entry, table: fixture.store.table).texts("userPrincipalName")
        }
        #expect(Set(names).count == 3)
    }

    private static let beyond: [(Bool, TenantChange, String)] = [
        (true, .update("b", ["proxyAddresses": ["X400:c=de"]]), "AttributeValueMustBeUnique"),
        (true, .update("b", ["proxyAddresses": ["smtp:ada@x.test"]]), "updated"),
        (false, .update("b", ["proxyAddresses": ["smtp:ada@x.test"]]), "AttributeValueMustBeUnique"),
        (false, .update("b", ["mail": ["ada@x.test"]]), "AttributeValueMustBeUnique"),
        (false, .update("b", ["userPrincipalName": ["ada@x.test"]]), "AttributeValueMustBeUnique"),
        (false, .add("c", ["proxyAddresses": ["smtp:ada@x.test"]]), "AttributeValueMustBeUnique"),
        (false, .add("c", ["userPrincipalName": ["ada@x.test"]]), "InvalidSoftMatch"),
        (false, .add("c", ["proxyAddresses": ["SMTP:ada@x.test"]]), "InvalidSoftMatch"),
        (false, .add("c", ["proxyAddresses": ["SMTP:all@x.test"]]), "ObjectTypeMismatch"),
        // A name that a user has and an address that a group has, both on one user, are beyond it.
        (
            true, .add("c", ["userPrincipalName": ["ada@x.test"], "proxyAddresses": ["smtp:all@x.test"]]),
            "AttributeValueMustBeUnique"
        ),
        (true, .add("c", ["proxyAddresses": ["smtp:all@x.test"]]), "created"),
    ]

    @Test("without resiliency, and beyond it, a value that is taken is an error", arguments: beyond)
    func errors(_ isResilient: Bool, _ change: TenantChange, _ expected: String) async throws {
        try await fixture.configure { settings in
            settings.features.quarantineUponUpnConflict = isResilient
            settings.features.quarantineUponProxyAddressesConflict = isResilient
        }
        try await fixture.process(
            .add("a", ["userPrincipalName": ["ada@x.test"], "proxyAddresses": ["SMTP:ada@x.test", "X400:c=de"]]),
            .add("b"),
            TenantChange(.add, "g", ["proxyAddresses": ["SMTP:all@x.test"]], "group")
        )
        let before = try await fixture.store.objects()
        #expect(try await fixture.process(change).map(\.word) == [expected])
        if !["updated", "created"].contains(expected) { #expect(try await fixture.store.objects() == before) }
    }

    @Test("a suffix that is not verified becomes the initial domain, until it is")
    func suffixes() async throws {
        try await fixture.knowDomains()
        let verdicts = try await fixture.process(
            .add("a", ["userPrincipalName": ["ada@Fabrikam.test"]]),
            .add("b", ["userPrincipalName": ["bob@contoso.test"]]),
            .add("c", ["userPrincipalName": ["ada@nobody.local"]])
        )
        #expect(verdicts.map(\.conflicts) == [[], [], ["userPrincipalName=ada@nobody.local"]])
        #expect(try await fixture.shown("a", "userPrincipalName") == ["ada@contoso.onmicrosoft.com"])
        #expect(try await fixture.shown("b", "userPrincipalName") == ["bob@contoso.test"])
        let object = try #require(try await fixture.object("a"))
        #expect(
            object.value(of: "userPrincipalName", table: fixture.store.table)
                == .values([Array("ada@Fabrikam.test".utf8)])
        )
        // A change of something else, and the same name again, leave it so.
        try await fixture.process(.update("a", ["title": ["x"]]))
        #expect(try await fixture.object("a")?.details.shadows == object.details.shadows)
        let healed = try #require(try await fixture.tenant.verify(domain: "FABRIKAM.test")).healed
        #expect(healed.map(\.anchor) == ["a", "c"])
        #expect(try await fixture.shown("a", "userPrincipalName") == ["ada@Fabrikam.test"])
        #expect(try await fixture.shown("c", "userPrincipalName") == ["ada@contoso.onmicrosoft.com"])
        #expect(try await fixture.tenant.verify(domain: "nobody.local") == nil)
    }

    @Test("a replacement in place of another is told as that, and not as what was sent")
    func replacedOtherwise() async throws {
        try await fixture.knowDomains()
        try await fixture.process(
            .add("a", ["userPrincipalName": ["ada@fabrikam.test"]]),
            .add("b", ["userPrincipalName": ["bob@nobody.local"]])
        )
        // Somebody of the cloud has the name that is to come back.
        try await fixture.seed("userPrincipalName\nada@fabrikam.test\n")
        let verified = try #require(try await fixture.tenant.verify(domain: "fabrikam.test"))
        #expect(verified.healed.isEmpty)
        #expect(verified.otherwise.map(\.anchor) == ["a"])
        #expect(verified.otherwise.map(\.attributes) == [["userPrincipalName"]])
        #expect(try await fixture.shown("a", "userPrincipalName") == verified.otherwise.map(\.label))
        #expect(try await fixture.shown("a", "userPrincipalName") != ["ada@fabrikam.test"])
        // The initial domain has another name.
        try await fixture.configure { $0.domains.setInitial("other.onmicrosoft.com") }
        let swept = try await fixture.tenant.heal()
        #expect(swept.healed.isEmpty)
        #expect(swept.otherwise.map(\.label) == ["bob@other.onmicrosoft.com"])
        #expect(try await fixture.tenant.heal() == TenantSweep.none)
    }

    @Test("while nobody has said which domains there are, every suffix is the tenant's")
    func unknownDomains() async throws {
        try await fixture.process(.add("a", ["userPrincipalName": ["ada@anything.test"]]))
        #expect(try await fixture.shown("a", "userPrincipalName") == ["ada@anything.test"])
    }

    @Test("a domain below a verified one is verified, and one beside it is not")
    func subdomains() {
        var domains = TenantDomains()
        for name in ["emea.contoso.test", "contoso.test", "apac.Contoso.test", "mycontoso.test"] { domains.add(name) }
        let isKnown = domains.verify("contoso.test")
        #expect(isKnown)
        #expect(
            domains.custom.filter(\.isVerified).map(\.name) == [
                "apac.contoso.test", "contoso.test", "emea.contoso.test",
            ]
        )
        domains.add("new.contoso.test")
        #expect(domains.isVerified("NEW.contoso.test") && !domains.isVerified("other.contoso.test"))
        let isThere = domains.verify("nowhere.test")
        #expect(!isThere)
    }
}
