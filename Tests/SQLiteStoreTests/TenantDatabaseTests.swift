import CloudTenant
import Directory
import Foundation
import SQLiteStore
import TestSupport
import Testing

/// What every store of a tenant has to do.
@Suite("The tenant's store")
struct TenantDatabaseTests {
    private let folder: TemporaryFolder
    private let path: String
    private let store: TenantDatabase

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("tenant.sqlite").path(percentEncoded: false)
        try TenantDatabase.create(at: path)
        store = try TenantDatabase(path: path)
    }

    private struct Stop: Error {}

    private static func object(
        _ anchor: String?,
        _ addresses: [String],
        _ table: AttributeTable,
        objectClass: AttributeName = "user"
    ) throws -> TenantObject {
        var packer = EntryPacker()
        packer.begin(dn: "CN={\(anchor ?? "")}")
        let number = try #require(table.identifier(for: "proxyAddresses"))
        for address in addresses { packer.add(number, text: address) }
        var details = TenantObjectDetails()
        if anchor == nil {
            details.isSynchronized = false
            details.isSeeded = true
            details.seedIdentity = "seed:" + addresses.joined()
            details.roles = ["Reader"]
            details.knownEmpty = ["mail"]
            details.errors = [ProvisioningError(attribute: "mail", value: "x", since: TenantInstant(seconds: 7))]
            details.shadows = [TenantShadow(attribute: "mail", values: [[0xFF, 0]])]
        }
        return TenantObject(
            id: TenantObjectID(naming: anchor ?? addresses.joined(), generation: 0),
            objectClass: objectClass,
            anchor: anchor,
            entry: packer.finish(),
            details: details
        )
    }

    /// The key of an address, by way of an object that has it.
    private static func key(_ address: String, _ table: AttributeTable) throws -> UniqueKey {
        try #require(UniqueKey.all(of: try object("x", [address], table), table: table).first)
    }

    @Test("objects come back as they went in, in the order of their anchors, those without one last")
    func objects() async throws {
        let stored = try await store.write { writing in
            let all = [
                try Self.object(nil, ["smtp:c@x.test"], writing.table),
                try Self.object("b", ["smtp:b@x.test"], writing.table),
                try Self.object("B", [], writing.table, objectClass: "group"),
            ]
            for object in all { try writing.put(object, replacing: nil) }
            return all
        }
        let again = try TenantDatabase(path: path)
        #expect(try await again.objects() == [stored[2], stored[1], stored[0]])
        #expect(try await again.read { try $0.object(anchor: "b") } == stored[1])
        #expect(try await again.read { try $0.object(stored[0].id) } == stored[0])
        #expect(try await again.read { try $0.object(anchor: "c") } == nil)
        #expect(try await again.read { try $0.objects(.attention) } == [stored[0]])
        let counts = try await again.read { try $0.counts() }
        #expect(counts == ["user": TenantCount(present: 2), "group": TenantCount(present: 1)])
    }

    @Test("values have the holder that was stored last, and none when it has gone or is deleted")
    func holders() async throws {
        try await store.write { writing in
            let table = writing.table
            let (old, new) = (try Self.key("SMTP:Old@x.test", table), try Self.key("smtp:new@x.test", table))
            let before = try Self.object("a", ["smtp:old@x.test"], table)
            try writing.put(before, replacing: nil)
            #expect(try writing.holder(of: old) == before.id && writing.holder(of: new) == nil)
            let after = try Self.object("a", ["SMTP:NEW@x.test"], table)
            try writing.put(after, replacing: before)
            #expect(try writing.holder(of: old) == nil && writing.holder(of: new) == before.id)
            var deleted = after
            deleted.deletedSince = TenantInstant(seconds: 1)
            try writing.put(deleted, replacing: after)
            #expect(try writing.holder(of: new) == nil)
            #expect(try writing.objects(.deleted) == [deleted] && writing.objects(.present).isEmpty)
            try writing.put(after, replacing: deleted)
            #expect(try writing.holder(of: new) == before.id)
            #expect(try writing.departed("anchor:a") == nil)
            try writing.remove(after)
            #expect(try writing.holder(of: new) == nil && writing.object(anchor: "a") == nil)
            #expect(try writing.departed("anchor:a") == 1)
            try writing.put(before, replacing: nil)
            try writing.remove(before)
            #expect(try writing.departed("anchor:a") == 2)
        }
    }

    @Test("a body that throws has done nothing")
    func rollback() async throws {
        await #expect(throws: Stop.self) {
            try await store.write { writing in
                try writing.put(try Self.object("a", [], writing.table), replacing: nil)
                var state = TenantState()
                state.present = 5
                try writing.save(state)
                throw Stop()
            }
        }
        #expect(try await store.objects().isEmpty)
        #expect(try await store.read { try $0.state() } == TenantState())
    }

    @Test("two objects with one source anchor, or with one value, cannot be stored")
    func unique() async throws {
        await #expect(throws: (any Error).self) {
            try await store.write { writing in
                try writing.put(try Self.object("a", ["smtp:a@x.test"], writing.table), replacing: nil)
                try writing.put(try Self.object("b", ["SMTP:A@x.test"], writing.table), replacing: nil)
            }
        }
        #expect(try await store.objects().isEmpty)
    }

    @Test("two processes that write at once wait for each other, and one name has one holder")
    func together() async throws {
        let clock = TenantClock.standing(at: TenantInstant(seconds: 0))
        let tenants = [Tenant(store: store, clock: clock), Tenant(store: try TenantDatabase(path: path), clock: clock)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, tenant) in tenants.enumerated() {
                group.addTask {
                    for place in 0..<20 {
                        let name = TenantChange.Attribute(
                            name: "userPrincipalName",
                            values: [Array("u\(place)@x.test".utf8)]
                        )
                        let change = TenantChange(
                            operation: .add,
                            objectClass: "user",
                            anchor: "\(number)-\(place)",
                            name: "n",
                            attributes: [name]
                        )
                        _ = try await tenant.process([change])
                    }
                }
            }
            try await group.waitForAll()
        }
        let objects = try await store.objects()
        #expect(objects.count == 40 && objects.count { $0.details.errors.isEmpty } == 20)
        #expect(try await store.read { try $0.state() }.present == 40)
    }

    @Test("a tenant that a later version wrote is refused")
    func newer() throws {
        try StoreFixture.addMigration("9999", to: path)
        let error = #expect(throws: StoreError.self) { try TenantDatabase(path: path) }
        #expect(error?.code == .newer)
    }

    @Test("a device that an earlier version has seeded without its source anchor is found by its identity")
    func devices() async throws {
        let device = try await store.write { writing in
            let number = try #require(writing.table.identifier(for: "deviceId"))
            var packer = EntryPacker()
            packer.begin(dn: "")
            packer.add(number, text: "0a1b2c3d-4e5f-4061-8293-a4b5c6d7e8f9")
            let device = TenantObject(
                id: TenantObjectID(naming: "device", generation: 0),
                objectClass: "device",
                anchor: nil,
                entry: packer.finish()
            )
            try writing.put(device, replacing: nil)
            return device
        }
        for statement in [
            "DELETE FROM unique_value", "DELETE FROM grdb_migrations WHERE identifier = '0006-device-keys'",
        ] { try StoreFixture.execute(statement, in: path) }
        let key = try #require(UniqueKey.all(of: device, table: store.table).first)
        #expect(try await store.read { try $0.holder(of: key) } == nil)
        let later = try TenantDatabase(path: path)
        #expect(try await later.read { try $0.holder(of: key) } == device.id)
    }

    @Test("a tenant of the first version keeps its objects, even where they would not be unique today")
    func firstVersion() async throws {
        let old = folder.file("old.sqlite").path(percentEncoded: false)
        let table = AttributeTable(["proxyAddresses", "mail"])
        let objects = [
            try Self.object("a", ["smtp:a@x.test"], table),
            try Self.object("b", ["smtp:a@x.test"], table, objectClass: "group"),
        ]
        let rows = objects.map { object in
            "('\(object.anchor ?? "")', '\(object.objectClass)', X'\(ASCII.hex(object.entry.bytes))')"
        }
        try StoreFixture.execute(
            """
            PRAGMA application_id = 0x44725465;
            CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
            INSERT INTO grdb_migrations VALUES ('0001');
            CREATE TABLE attribute (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
            INSERT INTO attribute VALUES (0, 'proxyAddresses'), (1, 'mail');
            CREATE TABLE object (anchor TEXT PRIMARY KEY, class TEXT NOT NULL, entry BLOB NOT NULL) STRICT;
            INSERT INTO object VALUES \(rows.joined(separator: ", "));
            """,
            in: old
        )
        let store = try TenantDatabase(path: old)
        let found = try await store.objects()
        #expect(found.map(\.entry) == objects.map(\.entry) && found.map(\.objectClass) == ["user", "group"])
        #expect(found.map(\.id) == ["a", "b"].map { TenantObjectID(anchor: $0, generation: 0) })
        #expect(found.allSatisfy { $0.details == TenantObjectDetails() })
        #expect(try await store.read { try $0.state() }.present == 2)
        #expect(try await store.read { try $0.holder(of: try Self.key("smtp:a@x.test", $0.table)) } == found[0].id)
    }
}
