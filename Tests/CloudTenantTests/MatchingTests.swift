import CloudTenant
import Directory
import Testing

/// entra-connect 6.1: hard match, then soft match of new objects, then a new object.
@Suite("Who a new object is")
struct MatchingTests {
    private let fixture: TenantFixture

    init() async throws {
        fixture = try TenantFixture()
        try await fixture.seed(
            """
            objectType,userPrincipalName,displayName,proxyAddresses,onPremisesImmutableId,onPremisesSyncEnabled,roles
            user,ada@x.test,Ada,SMTP:ada@x.test;smtp:a@x.test,,,
            user,root@x.test,Root,SMTP:root@x.test,,,Global Administrator
            user,hard@x.test,Hard,,anchor-hard,False,
            user,synced@x.test,Synced,SMTP:synced@x.test,anchor-synced,True,
            group,,All,SMTP:all@x.test,,,
            contact,,Eve,SMTP:eve@x.test,,,

            """
        )
    }

    private static let cases: [(String, TenantFeatures, TenantChange, String)] = {
        var (hardBlocked, softBlocked, noNames) = (TenantFeatures(), TenantFeatures(), TenantFeatures())
        hardBlocked.blockCloudObjectTakeoverThroughHardMatch = true
        softBlocked.blockSoftMatch = true
        noNames.softMatchOnUpn = false
        let normal = TenantFeatures()
        func name(_ name: String) -> TenantChange { .add("new", ["userPrincipalName": [name]]) }
        func address(_ address: String, _ objectClass: AttributeName = "user") -> TenantChange {
            TenantChange(.add, "new", ["proxyAddresses": [address]], objectClass)
        }
        return [
            ("by source anchor", normal, .add("anchor-hard"), "hardMatched"),
            ("an anchor has a case", normal, .add("ANCHOR-HARD"), "created"),
            ("blocked", hardBlocked, .add("anchor-hard"), "InvalidHardMatch"),
            ("blocked, and synchronized already", hardBlocked, .add("anchor-synced"), "updated"),
            ("of another class", normal, TenantChange(.add, "anchor-hard", [:], "group"), "ObjectTypeMismatch"),
            ("by principal name, whatever its case", normal, name("ADA@x.test"), "softMatched"),
            ("by principal name, switched off", noNames, name("ada@x.test"), "created"),
            ("by primary address", normal, address("SMTP:ADA@X.test"), "softMatched"),
            ("by primary address of theirs and secondary of ours", normal, address("smtp:ada@x.test"), "created"),
            ("by secondary address of theirs and primary of ours", normal, address("SMTP:a@x.test"), "softMatched"),
            ("blocked", softBlocked, name("ada@x.test"), "InvalidSoftMatch"),
            ("an administrator", normal, name("root@x.test"), "ExistingAdminRoleConflict"),
            ("somebody who has another anchor", normal, name("synced@x.test"), "created"),
            ("a group", normal, address("SMTP:all@x.test", "group"), "softMatched"),
            ("a contact", normal, address("SMTP:eve@x.test", "contact"), "softMatched"),
            ("a user with the address of a group", normal, address("SMTP:all@x.test"), "ObjectTypeMismatch"),
            (
                "a group without address", normal, TenantChange(.add, "new", ["displayName": ["All"]], "group"),
                "created"
            ),
            ("a change of what is there is no match", normal, .update("new", [:]), "cd-missing-object"),
        ]
    }()

    @Test("accept order", arguments: cases)
    func match(_ what: String, _ features: TenantFeatures, _ change: TenantChange, _ expected: String) async throws {
        try await fixture.configure { $0.features = features }
        let before = try await fixture.store.objects()
        let verdicts = try await fixture.process(change)
        #expect(verdicts.map(\.word) == [expected], "\(what)")
        let after = try await fixture.store.objects()
        switch expected {
        case "created": #expect(after.count == before.count + 1)
        case "softMatched", "hardMatched", "updated":
            #expect(Set(after.map(\.id)) == Set(before.map(\.id)))
            let object = try #require(try await fixture.object(change.anchor))
            #expect(object.details.isSynchronized && object.anchor == change.anchor)
        default: #expect(after == before)
        }
    }

    @Test("what is taken over keeps what the change does not name, and is found by its anchor from then on")
    func takeover() async throws {
        let change = TenantChange.add("new", ["userPrincipalName": ["ada@x.test"], "title": ["Chair"]])
        try await fixture.process(change)
        #expect(try await fixture.shown("new", "displayName") == ["Ada"])
        #expect(try await fixture.shown("new", "title") == ["Chair"])
        #expect(try await fixture.shown("new", "proxyAddresses") == ["SMTP:ada@x.test", "smtp:a@x.test"])
        #expect(try await fixture.process(change).map(\.word) == ["updated"])
        #expect(try await fixture.process(.delete("new")).map(\.word) == ["deleted"])
    }

    @Test("an object of the cloud alone is not deleted from outside")
    func foreignDeletion() async throws {
        #expect(try await fixture.process(.delete("anchor-hard")).map(\.word) == ["114"])
    }

    @Test("a hard match blocked stays blocked for a user who was removed and comes again")
    func blockedReturn() async throws {
        try await fixture.configure { $0.features.blockCloudObjectTakeoverThroughHardMatch = true }
        try await fixture.process(.add("a"), .delete("a"))
        #expect(try await fixture.process(.add("a")).map(\.word) == ["InvalidHardMatch"])
    }

    @Test("a deleted user makes room for an object of another class with the source anchor, unless that is refused")
    func otherClass() async throws {
        try await fixture.process(.add("a"), .delete("a"))
        let refused = TenantChange(.add, "a", ["proxyAddresses": ["SMTP:all@x.test"]], "contact")
        #expect(try await fixture.process(refused).map(\.word) == ["ObjectTypeMismatch"])
        let user = try #require(try await fixture.object("a"))
        #expect(user.deletedSince != nil && user.objectClass == "user")
        let contact = TenantChange(.add, "a", ["displayName": ["A"]], "contact")
        #expect(try await fixture.process(contact, contact).map(\.word) == ["created", "updated"])
        let object = try #require(try await fixture.object("a"))
        #expect(object.objectClass == "contact" && object.deletedSince == nil && object.id != user.id)
        #expect(try await fixture.process(.delete("a", "contact"), .add("a")).map(\.word) == ["deleted", "created"])
    }

    @Test("what the seed does not say is unknown: it is no difference, and a write makes it known")
    func unknown() async throws {
        let object = try #require(try await fixture.object("anchor-synced"))
        let table = fixture.store.table
        #expect(object.value(of: "title", table: table) == .unknown)
        #expect(object.value(of: "displayName", table: table) == .values([Array("Synced".utf8)]))
        let change = TenantChange.update("anchor-synced", ["title": ["x"], "city": [], "displayName": ["Other"]])
        #expect(object.differences(to: change, table: table) == ["displayName"])
        try await fixture.process(change)
        let after = try #require(try await fixture.object("anchor-synced"))
        #expect(after.value(of: "title", table: table) == .values([Array("x".utf8)]))
        #expect(after.value(of: "city", table: table) == .values([]))
        #expect(after.value(of: "department", table: table) == .unknown)
        #expect(after.differences(to: .update("", ["city": ["y"], "title": ["x"]]), table: table) == ["city"])
        try await fixture.process(.update("anchor-synced", ["title": []]))
        #expect(try await fixture.object("anchor-synced")?.value(of: "title", table: table) == .values([]))
        // Of what synchronization has made, everything is known.
        try await fixture.process(.add("new"))
        #expect(try await fixture.object("new")?.value(of: "title", table: table) == .values([]))
    }
}
