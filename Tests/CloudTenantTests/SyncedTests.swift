import CloudTenant
import Directory
import Foundation
import Testing

@Suite("What an import reads of the tenant")
struct SyncedTests {
    private func texts(_ object: SyncedObject?, _ name: String) -> [String]? {
        object?.values[name]?.map { String(decoding: $0, as: UTF8.self) }.sorted()
    }

    /// entra-connect.md 4.2, 6.3: what was sent counts, and not what is shown in its place.
    @Test("objects come as they were sent, those of the cloud and those that are deleted do not")
    func sent() async throws {
        let fixture = try TenantFixture()
        try await fixture.knowDomains()
        try await fixture.process(
            .add("a", ["userPrincipalName": ["ada@fabrikam.test"], "displayName": ["Ada"]]),
            .add("b", ["userPrincipalName": ["bob@contoso.test"]]),
            .add("c", ["userPrincipalName": ["cyn@contoso.test"]])
        )
        try await fixture.process(.delete("b"))
        try await fixture.seed("objectType,userPrincipalName,displayName\nuser,cloud@contoso.test,Of the cloud\n")
        let all = try await fixture.tenant.synced(after: nil)
        #expect(all.map(\.anchor) == ["a", "c"])
        #expect(try await fixture.shown("a", "userPrincipalName") == ["ada@contoso.onmicrosoft.com"])
        #expect(texts(all.first, "userPrincipalName") == ["ada@fabrikam.test"])
        #expect(all.first?.objectClass == "user" && all.first?.isWhole == true)
        #expect(try await fixture.tenant.synced(after: "a").map(\.anchor) == ["c"])
        #expect(try await fixture.tenant.synced(after: "c").isEmpty)
        #expect(try await fixture.tenant.synced(["c", "b", "x"]).map { $0?.anchor } == ["c", nil, nil])
    }

    /// entra-connect.md 6.1.
    @Test("what a seed does not say is not whole; what it says is empty stands there without values")
    func seeded() async throws {
        let fixture = try TenantFixture()
        try await fixture.seed(
            "[{\"objectType\": \"user\", \"userPrincipalName\": \"ada@contoso.test\", \"onPremisesImmutableId\": \"a\", "
                + "\"onPremisesSyncEnabled\": true, \"jobTitle\": \"\"}]"
        )
        let object = try #require(try await fixture.tenant.synced(["a"]).first ?? nil)
        #expect(!object.isWhole && texts(object, "title") == [] && texts(object, "displayName") == nil)
    }

    @Test("of what has gone the source anchor is told, also where another object has it by now")
    func gone() async throws {
        let fixture = try ServiceFixture()
        try await fixture.tenant.process(.add("u"), .add("v"), TenantChange(.add, "g", [:], "group"))
        let before = try await fixture.tenant.tenant.changes(of: "user", after: .init(revision: 0))
        #expect(before.changes.compactMap { $0.object?.anchor }.sorted() == ["u", "v"])
        #expect(before.changes.allSatisfy { $0.anchor == nil })
        // A user can be restored, a group is gone for good, and a contact takes the group's anchor.
        try await fixture.tenant.process(.delete("u"), .delete("g", "group"))
        try await fixture.tenant.process(TenantChange(.add, "g", [:], "contact"))
        let expected: [(String, [String], [String])] = [
            ("user", ["u"], []), ("group", ["g"], []), ("contact", [], ["g"]),
        ]
        for (objectClass, gone, there) in expected {
            let target = "/dryad/v1/synced?class=\(objectClass)&revision=\(before.now)"
            guard case .response(let response) = try await fixture.reply("GET", target) else {
                Issue.record("silence")
                continue
            }
            let page = try JSONDecoder().decode(SyncedRevision.Page.self, from: Data(response.body))
            #expect(page.changes.compactMap(\.anchor) == gone, "\(objectClass)")
            #expect(page.changes.compactMap { $0.object?.anchor } == there, "\(objectClass)")
        }
    }

    @Test("pages go on behind an anchor, over objects of the cloud between them too")
    func pages() async throws {
        let fixture = try TenantFixture()
        let anchors = (0..<1201).map { "a\(10_000 + $0)" }
        _ = try await fixture.tenant.process(anchors.map { .add($0, ["displayName": [$0]]) })
        var found: [String] = []
        while case let page = try await fixture.tenant.synced(after: found.last), !page.isEmpty {
            found += page.map(\.anchor)
        }
        #expect(found == anchors)
    }

    @Test("pages of objects of the cloud end by bytes, and say that there are more")
    func cloudPages() async throws {
        let fixture = try TenantFixture()
        let lines = (0..<120).map { "user,c\($0)@contoso.test,User \($0)\n" }
        try await fixture.seed("objectType,userPrincipalName,displayName\n" + lines.joined())
        let clock = TenantClock.standing(at: TenantInstant(seconds: 1_700_000_000))
        for bytes in [1, 1000, 1 << 20] {
            let tenant = Tenant(store: fixture.tenant.store, clock: clock, pageBytes: bytes)
            var found: [String] = []
            var place: TenantObjectID?
            repeat {
                let page = try await tenant.ofCloud("user", after: place)
                found += page.objects.map(\.anchor)
                place = page.place
            } while place != nil
            #expect(found.count == 120 && Set(found).count == 120, "\(bytes)")
        }
    }

    @Test("both come over the service, and what is asked wrongly is told so")
    func service() async throws {
        let fixture = try ServiceFixture()
        try await fixture.tenant.process(.add("a", ["displayName": ["Ada"]]), .add("b+/=", ["displayName": ["Bob"]]))
        func page(_ reply: TenantReply) throws -> [SyncedObject?] {
            guard case .response(let response) = reply, response.status == 200 else { return [] }
            return try JSONDecoder().decode(SyncedPage.self, from: Data(response.body)).objects
        }
        let all = try page(try await fixture.reply("GET", "/dryad/v1/synced"))
        #expect(all.map { $0?.anchor } == ["a", "b+/="] && texts(all.first ?? nil, "displayName") == ["Ada"])
        #expect(try page(try await fixture.reply("GET", "/dryad/v1/synced?after=a")).map { $0?.anchor } == ["b+/="])
        let some = try await fixture.reply("POST", "/dryad/v1/synced", body: "{\"anchors\": [\"x\", \"b+/=\"]}")
        #expect(try page(some).map { $0?.anchor } == [nil, "b+/="])
        for body in ["{}", "{\"anchors\": 1}", "{\"anchors\": [1]}", "["] {
            guard case .response(let response) = try await fixture.reply("POST", "/dryad/v1/synced", body: body) else {
                Issue.record("silence")
                continue
            }
            #expect(response.status == 400, "\(body)")
        }
        guard case .response(let wrong) = try await fixture.reply("DELETE", "/dryad/v1/synced") else { return }
        #expect(wrong.status == 405)
        // Nothing of this is a write.
        #expect(try await fixture.tenant.tenant.summary().state.exportRequests == 1)
    }
}
