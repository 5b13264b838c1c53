import CloudTenant
import Diagnostics
import Directory
import Testing

/// Graph shows no source anchor of groups, contacts and devices: where a seed does not have it, it is unknown, and not missing.
@Suite("Synchronized objects whose source anchor a seed does not say")
struct UnknownAnchorTests {
    /// An addition, and which object it is about; nothing where it is about none of them.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let objectClass: AttributeName
        var texts: [AttributeName: [String]] = [:]
        var identifier: String?
        var device: String?
        var object: String?
        var word = "updated"

        func change() throws -> TenantChange {
            var attributes = TenantChange(.add, "new", texts, objectClass).attributes
            if let identifier {
                let bytes = try #require(SecurityIdentifier(identifier)).bytes
                attributes.append(.init(name: "onPremiseSecurityIdentifier", values: [bytes]))
            }
            if let device {
                attributes.append(.init(name: "deviceId", values: [try #require(ObjectGUID(device)).bytes]))
            }
            return TenantChange(
                operation: .add,
                objectClass: objectClass,
                anchor: "new",
                name: "CN={new}",
                attributes: attributes
            )
        }
    }

    private static let identifier = "S-1-5-21-1004336348-1177238915-682003330-1104"
    private static let other = "S-1-5-21-1004336348-1177238915-682003330-1105"
    private static let device = "0a1b2c3d-4e5f-4061-8293-a4b5c6d7e8f9"
    private static let phone = "9f8e7d6c-5b4a-4938-8271-605f4e3d2c1b"
    private static let sales = "11111111-0000-4000-8000-000000000001"
    private static let all = "11111111-0000-4000-8000-000000000002"
    private static let computer = "11111111-0000-4000-8000-000000000003"
    private static let eve = "11111111-0000-4000-8000-000000000004"
    private static let root = "11111111-0000-4000-8000-000000000005"

    private let fixture: TenantFixture

    init() async throws {
        fixture = try TenantFixture()
        try await fixture.seed(
            """
            [{"@odata.type": "#microsoft.graph.group", "id": "\(Self.sales)", "displayName": "Sales",
              "onPremisesSyncEnabled": true, "onPremisesSecurityIdentifier": "\(Self.identifier)",
              "mail": "sales@x.test"},
             {"@odata.type": "#microsoft.graph.group", "id": "\(Self.all)", "displayName": "All",
              "onPremisesSyncEnabled": true, "proxyAddresses": ["SMTP:all@x.test"], "mail": "all@x.test"},
             {"@odata.type": "#microsoft.graph.device", "id": "\(Self.computer)", "displayName": "PC1",
              "onPremisesSyncEnabled": true, "deviceId": "\(Self.device.uppercased())"},
             {"@odata.type": "#microsoft.graph.orgContact", "id": "\(Self.eve)", "displayName": "Eve",
              "onPremisesSyncEnabled": true, "mail": "eve@x.test"},
             {"@odata.type": "#microsoft.graph.user", "id": "\(Self.root)", "userPrincipalName": "root@x.test",
              "onPremisesSyncEnabled": true,
              "memberOf": [{"@odata.type": "#microsoft.graph.directoryRole", "displayName": "Global Reader"}]},
             {"@odata.type": "#microsoft.graph.device", "id": "11111111-0000-4000-8000-000000000006",
              "displayName": "PHONE", "deviceId": "\(Self.phone)"}]
            """
        )
    }

    private static let cases = [
        Case(
            testDescription: "a group by its security identifier, whatever it is called",
            objectClass: "group",
            texts: ["displayName": ["Sellers"], "mail": ["sellers@x.test"]],
            identifier: identifier,
            object: sales
        ),
        Case(
            testDescription: "a group by its address, where the seed does not say its security identifier",
            objectClass: "group",
            texts: ["proxyAddresses": ["SMTP:ALL@x.test"]],
            identifier: other,
            object: all
        ),
        Case(
            testDescription: "a device by its identity, which exports bring as bytes and seeds as text",
            objectClass: "device",
            device: device,
            object: computer
        ),
        Case(
            testDescription: "a contact by its mail address",
            objectClass: "contact",
            texts: ["mail": ["eve@x.test"]],
            object: eve
        ),
        Case(
            testDescription: "a user by the principal name, whatever roles there are",
            objectClass: "user",
            texts: ["userPrincipalName": ["root@x.test"]],
            object: root
        ),
        Case(
            testDescription: "a group with another security identifier is another one, whatever its address",
            objectClass: "group",
            texts: ["proxyAddresses": ["SMTP:sales@x.test"]],
            identifier: other,
            word: "created"
        ),
        Case(
            testDescription: "a device with another identity is another one",
            objectClass: "device",
            texts: ["displayName": ["PC1"]],
            device: "0a1b2c3d-4e5f-4061-8293-a4b5c6d7e8f0",
            word: "created"
        ),
        Case(
            testDescription: "a device of the cloud is not taken over",
            objectClass: "device",
            device: phone,
            word: "created"
        ),
        Case(
            testDescription: "an object of another class is another one",
            objectClass: "user",
            identifier: identifier,
            word: "AttributeValueMustBeUnique"
        ),
    ]

    /// What forbids matches does not speak of it: the product knows the source anchor.
    @Test("an addition finds what the seed means, which takes its source anchor", arguments: cases)
    func match(_ one: Case) async throws {
        try await fixture.configure { settings in
            settings.features.blockSoftMatch = true
            settings.features.softMatchOnUpn = false
            settings.features.blockCloudObjectTakeoverThroughHardMatch = true
        }
        let before = try await fixture.store.objects()
        let change = try one.change()
        let verdict = try #require(try await fixture.process(change).first)
        #expect(verdict.word == one.word)
        let after = try await fixture.store.objects()
        #expect(after.count == before.count + (one.word == "created" ? 1 : 0))
        #expect(try await fixture.store.read { try $0.state() }.present == after.count)
        guard let object = one.object else { return }
        #expect(verdict.conflicts.isEmpty)
        let found = try #require(try await fixture.object("new"))
        #expect("\(found.id)" == object && found.details.isSynchronized && found.details.errors.isEmpty)
        #expect(found.differences(to: change, table: fixture.store.table).isEmpty)
        // From then on it is known by its source anchor, and by that alone.
        #expect(try await fixture.process(change).map(\.word) == ["updated"])
        #expect(try await fixture.process(.delete("new", one.objectClass)).map(\.word) == ["deleted"])
        #expect(try await fixture.store.objects().contains { "\($0.id)" == object } == false)
    }

    @Test("a seed says by what its objects will be found, and how many cannot be")
    func counts() async throws {
        let result = try await fixture.seed(
            """
            objectType,displayName,onPremisesSyncEnabled,onPremisesImmutableId,onPremisesSecurityIdentifier,deviceId,mail
            group,One,True,,\(Self.other),,one@x.test
            group,Two,True,,,,two@x.test
            group,Three,True,,,,
            group,Four,True,four,,,
            group,Five,,,,,
            device,Six,True,,,\(Self.phone),

            """
        )
        #expect(result.added == ["group": 5, "device": 1])
        #expect(result.withoutAnchor == ["onPremisesSecurityIdentifier": 1, "proxyAddresses": 1, "deviceId": 1])
        #expect(result.unrecognizable == 1)
    }

    @Test("two devices of a seed cannot have one identity")
    func twice() async throws {
        let row = "{\"objectType\": \"device\", \"onPremisesSyncEnabled\": true, \"deviceId\": \"\(Self.device)\", "
        let error = await #expect(throws: SeedError.self) {
            try await fixture.seed("[\(row)\"displayName\": \"PC2\"}]")
        }
        #expect(error?.diagnostics.map { "\($0.code)" } == ["SEED042"])
        #expect(error?.description.contains("\"\(Self.device)\" belongs to the object \(Self.computer)") == true)
    }
}
