import CloudTenant
import Diagnostics
import Directory
import Foundation
import Testing

@Suite("What the cloud is the master of")
struct CloudAttributeTests {
    private let fixture: TenantFixture

    init() throws { fixture = try TenantFixture() }

    private func texts(_ object: SyncedObject?, _ name: String) -> [String]? {
        object?.values[name]?.map { String(decoding: $0, as: UTF8.self) }.sorted()
    }

    private func texts(of anchor: String, _ name: String) async throws -> [String]? {
        texts(try await synced(anchor), name)
    }

    private func synced(_ anchor: String) async throws -> SyncedObject? {
        try await fixture.tenant.synced([anchor]).first ?? nil
    }

    private func write(
        _ name: AttributeName,
        _ texts: [String],
        of anchor: String
    ) async throws -> CloudAttribute.Outcome {
        let attribute = try #require(CloudAttribute.named(name))
        let id = try #require(try await fixture.object(anchor)).id
        return try await fixture.tenant.set(
            attribute,
            to: try texts.map { try #require(attribute.bytes(of: $0)) },
            of: id
        )
    }

    private static let values: [(name: AttributeName, text: String, kept: String?)] = [
        ("cloudLegacyExchangeDN", "/o=x/cn=a", "/o=x/cn=a"), ("CLOUDLEGACYEXCHANGEDN", "a", "a"),
        ("cloudLegacyExchangeDN", "", nil), ("cloudMSExchArchiveStatus", "1", "1"),
        ("cloudMSExchRecipientDisplayType", "-2147483642", "-2147483642"),
        ("cloudMSExchRecipientDisplayType", "+6", "6"), ("cloudMSExchRecipientDisplayType", "six", nil),
        ("cloudMSExchRecipientDisplayType", "6 ", nil), ("cloudCreated", "TRUE", "True"),
        ("cloudCreated", "false", "False"), ("cloudCreated", "yes", nil), ("cloudMSExchSafeSendersHash", "QUI=", "AB"),
        ("cloudMSExchSafeSendersHash", "QUI", nil), ("cloudMSExchSafeSendersHash", "", nil),
    ]

    @Test("values are kept in one spelling, and what is none is told", arguments: values)
    func kinds(_ name: AttributeName, _ text: String, _ kept: String?) throws {
        let attribute = try #require(CloudAttribute.named(name))
        #expect(attribute.bytes(of: text) == kept.map { Array($0.utf8) })
        #expect((attribute.objection(to: text) == nil) == (kept != nil))
    }

    @Test("an attribute of the forests is none, and neither is what the tenant tells by itself")
    func others() {
        for name in ["title", "userPrincipalName", "sourceAnchor", "cloudAnchor", "cloudMastered"] {
            #expect(CloudAttribute.named(AttributeName(name)) == nil, "\(name)")
        }
        #expect(CloudAttribute.all.map(\.name) == CloudAttribute.all.map(\.name).sorted())
    }

    @Test(
        "imports read what the tenant calls an object, that a forest is its master, and its source anchor",
        arguments: [("user", "User"), ("group", "Group"), ("contact", "Contact"), ("device", "Device")]
    )
    func told(_ objectClass: String, _ word: String) async throws {
        try await fixture.process(TenantChange(.add, "a", ["displayName": ["A"]], AttributeName(objectClass)))
        let id = try #require(try await fixture.object("a")).id
        let object = try await synced("a")
        #expect(texts(object, "cloudAnchor") == ["\(word)_\(id)"])
        #expect(texts(object, "cloudMastered") == ["False"] && texts(object, "sourceAnchor") == ["a"])
        #expect(object?.values.count == 4, "\(object?.values.keys.sorted() ?? [])")
    }

    @Test("what was sent of them changes nothing but the source anchor")
    func sent() async throws {
        let change = ["sourceAnchor": ["other"], "cloudAnchor": ["x"], "cloudmastered": ["True"]]
        let sent = Dictionary(change.map { (AttributeName($0.key), $0.value) }) { first, _ in first }
        try await fixture.process(.add("a", sent))
        let object = try await synced("a")
        #expect(texts(object, "sourceAnchor") == ["other"] && texts(object, "cloudMastered") == ["False"])
        #expect(texts(object, "cloudAnchor")?.first?.hasPrefix("User_") == true && object?.values.count == 3)
    }

    @Test("what is set comes back, is a change for readers of changes, and no export")
    func comesBack() async throws {
        try await fixture.process(.add("a", ["title": ["x"]]))
        let before = try await fixture.store.read { (try $0.revision(), try $0.state()) }
        let outcome = try await write("cloudMSExchUserHoldPolicies", ["two", "one", "two"], of: "a")
        #expect(outcome == .done(before: [], after: [Array("one".utf8), Array("two".utf8)]))
        #expect(try await texts(of: "a", "cloudMSExchUserHoldPolicies") == ["one", "two"])
        #expect(try await texts(of: "a", "title") == ["x"])
        let after = try await fixture.store.read { (try $0.revision(), try $0.state()) }
        #expect(after.0 == before.0 + 1 && after.1 == before.1)
        // The same again is nothing new.
        _ = try await write("cloudMSExchUserHoldPolicies", ["one", "two"], of: "a")
        #expect(try await fixture.store.read { try $0.revision() } == after.0)
        _ = try await write("cloudMSExchUserHoldPolicies", [], of: "a")
        #expect(try await texts(of: "a", "cloudMSExchUserHoldPolicies") == nil)
    }

    @Test("who has gone or is deleted cannot be written")
    func missing() async throws {
        try await fixture.process(.add("a"))
        let id = try #require(try await fixture.object("a")).id
        try await fixture.process(.delete("a"))
        let attribute = try #require(CloudAttribute.named("cloudMSExchArchiveStatus"))
        #expect(try await fixture.tenant.set(attribute, to: [], of: id) == .missing)
        let nobody = TenantObjectID(anchor: "nobody", generation: 0)
        #expect(try await fixture.tenant.set(attribute, to: [], of: nobody) == .missing)
    }

    private static let changes: [[TenantChange]] = [
        [.update("a", ["title": ["y"]])], [.update("a", ["title": []])], [.add("a", ["displayName": ["A"]])],
        [.delete("a"), .add("a", ["title": ["y"]])], [.add("a")],
    ]

    @Test("no change from outside takes it away", arguments: changes)
    func kept(_ changes: [TenantChange]) async throws {
        try await fixture.process(.add("a", ["title": ["x"]]))
        _ = try await write("cloudLegacyExchangeDN", ["/o=x"], of: "a")
        _ = try await fixture.tenant.process(changes)
        #expect(try await texts(of: "a", "cloudLegacyExchangeDN") == ["/o=x"])
        let titles = changes.last?.attributes.first { $0.name == "title" }?.values ?? []
        #expect(try await texts(of: "a", "title") ?? [] == titles.map { String(decoding: $0, as: UTF8.self) })
    }

    @Test("seeds have them by their names, hashes in Base64, and count as synchronized by their source anchor as ever")
    func seeded() async throws {
        try await fixture.seed(
            """
            userPrincipalName,onPremisesImmutableId,cloudMSExchRecipientDisplayType,cloudMSExchSafeSendersHash,cloudPublicDelegates
            ada@x.test,a,1073741824,QUI=,CN={62}; CN={63}
            bob@x.test,,6,,

            """
        )
        try await fixture.seed(
            "[{\"objectType\": \"device\", \"displayName\": \"d\", \"onPremisesImmutableId\": \"d\", \"cloudCreated\": true}]"
        )
        let all = try await fixture.tenant.synced(after: nil)
        #expect(all.map(\.anchor) == ["a", "d"] && all.allSatisfy { !$0.isWhole })
        #expect(texts(all.first, "cloudMSExchRecipientDisplayType") == ["1073741824"])
        #expect(texts(all.first, "cloudMSExchSafeSendersHash") == ["AB"])
        #expect(texts(all.first, "cloudPublicDelegates") == ["CN={62}", "CN={63}"])
        #expect(texts(all.first, "sourceAnchor") == ["a"] && texts(all.first, "cloudLegacyExchangeDN") == nil)
        #expect(texts(all.last, "cloudCreated") == ["True"])
        // What is emptied is known to be empty, and not unknown.
        _ = try await write("cloudLegacyExchangeDN", [], of: "a")
        #expect(try await texts(of: "a", "cloudLegacyExchangeDN") == [])
        _ = try await write("cloudLegacyExchangeDN", ["/o=x"], of: "a")
        #expect(try await texts(of: "a", "cloudLegacyExchangeDN") == ["/o=x"])
    }

    @Test("a seed with values that these attributes cannot have is not taken")
    func wrongSeed() async throws {
        let error = await #expect(throws: SeedError.self) {
            try await fixture.seed(
                "userPrincipalName,cloudMSExchArchiveStatus,cloudMSExchBlockedSendersHash\na@x.test,one,%%\n"
            )
        }
        #expect(error?.diagnostics.map { "\($0.code)" } == ["SEED017", "SEED017"], "\(error as Any)")
        #expect(error?.description.contains("cloudMSExchBlockedSendersHash is Base64, and not \"%%\"") == true)
    }
}
