import Directory
import TestSupport
import Testing

@testable import CloudTenant

@Suite("Batches of packed entries")
struct PackedBatchTests {
    private static func request(_ changes: PackedChanges, _ writer: TenantWriter? = nil) -> TenantRequest {
        var batches = PackedBatchWriter(changes.table)
        return batches.request(changes, by: writer)
    }

    /// What can be sent: proper names of classes and objects, and a name of its own for each change.
    private static func changes(_ random: inout SeededGenerator, _ table: AttributeTable) -> PackedChanges {
        let all = (0..<(1 + random.number(below: 8))).map { number in
            let change = RandomChanges.change(&random, table)
            return PackedChange(
                operation: change.operation,
                objectClass: "user",
                anchor: change.anchor,
                entry: change.entry.named(RandomChanges.text(&random)),
                attributes: change.attributes,
                operationID: TenantOperationID(bytes: [UInt8](repeating: UInt8(number), count: 16))
            )
        }
        return PackedChanges(all, table: table)
    }

    private static let table = AttributeTable([
        "sourceAnchor", "displayName", "userPrincipalName", "a", "proxyAddresses",
    ])

    @Test("what is read are the changes with their values", arguments: SeededGenerator.seeds(200))
    func roundTrip(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        // A writer that began with another table, or with fewer names.
        let table = AttributeTable(Self.table.names)
        var batches = PackedBatchWriter(random.number(below: 2) > 0 ? table : AttributeTable(["z"]))
        for round in 0..<4 {
            if round == 2 { _ = table.identifier(for: AttributeName("late\(seed)")) }
            let changes = Self.changes(&random, table)
            let writer = random.number(below: 2) > 0 ? TenantWriter(workspace: "/w é", host: "") : nil
            let request = batches.request(changes, by: writer)
            #expect(request.target == "/dryad/v2/exports")
            let batch = try PackedBatchReader.read(request.body)
            #expect(batch.writer == writer)
            #expect(batch.changes == changes.unpacked, "\(random)")
        }
    }

    /// A change of a user with a value of each of the first attributes; an update where it says what has changed.
    private static func change(_ values: [String], changed: [AttributeID]? = nil) -> PackedChange {
        var packer = EntryPacker()
        packer.begin(dn: "CN=x")
        for (number, value) in values.enumerated() { packer.add(AttributeID(rawValue: UInt16(number)), text: value) }
        return PackedChange(
            operation: changed == nil ? .add : .update,
            objectClass: "user",
            anchor: "a",
            entry: packer.finish(),
            attributes: changed,
            operationID: TenantOperationID(bytes: [UInt8](repeating: 1, count: 16))
        )
    }

    @Test("an update sends what has changed and nothing else of the entry")
    func parts() throws {
        let table = AttributeTable(["title", "secret"])
        let change = Self.change(["Planner", "hidden away"], changed: [AttributeID(rawValue: 0)])
        let body = Self.request(PackedChanges([change], table: table)).body
        #expect(!String(decoding: body, as: UTF8.self).contains("hidden"))
        #expect(!String(decoding: body, as: UTF8.self).contains("secret"))
        #expect(String(decoding: body, as: UTF8.self).contains("Planner"))
    }

    @Test("a batch that is cut anywhere, or has something behind it, is refused", arguments: SeededGenerator.seeds(5))
    func cuts(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let body = Self.request(Self.changes(&random, Self.table), TenantWriter(workspace: "w", host: "h")).body
        for length in 0..<body.count {
            #expect(throws: ServiceError.self, "\(random) \(length)") {
                try PackedBatchReader.read(Array(body[..<length]))
            }
        }
        #expect(throws: ServiceError.self) { try PackedBatchReader.read(body + [0]) }
    }

    private static let texts: [(text: String, hasPlace: Bool)] = [
        ("workspace one", true), ("host one", true), ("anchor one", true), ("CN=one", false),
    ]

    @Test("a text that is not UTF-8 is refused, and not repaired", arguments: texts)
    func encoding(_ text: String, _ hasPlace: Bool) throws {
        var packer = EntryPacker()
        packer.begin(dn: "CN=one")
        packer.add(AttributeID(rawValue: 1), text: "Planner")
        let change = PackedChange(
            operation: .update,
            objectClass: "user",
            anchor: "anchor one",
            entry: packer.finish(),
            attributes: [AttributeID(rawValue: 1)],
            operationID: TenantOperationID(bytes: [UInt8](repeating: 1, count: 16))
        )
        let writer = TenantWriter(workspace: "workspace one", host: "host one")
        let sound = Self.request(PackedChanges([change], table: Self.table), writer).body
        #expect(try PackedBatchReader.read(sound).changes.map(\.name) == ["CN=one"])
        let place = try #require(sound.firstRange(of: Array(text.utf8))).lowerBound + 3
        var bytes = sound
        bytes[place] = 0xFC
        let bad = bytes
        let error = #expect(throws: ServiceError.self) { try PackedBatchReader.read(bad) }
        #expect(error?.status == 400 && error?.message.contains("not UTF-8") == true, "\(error as Any)")
        if hasPlace { #expect(error?.message.contains("at byte \(place):") == true, "\(error as Any)") }
    }

    @Test("an attribute that has two numbers is refused, whatever the case of its names")
    func twoNumbers() throws {
        let table = AttributeTable(["title", "citys"])
        let change = Self.change(["Planner", "Chair"])
        let sound = Self.request(PackedChanges([change], table: table)).body
        #expect(try PackedBatchReader.read(sound).changes.first?.attributes.count == 2)
        let place = try #require(sound.firstRange(of: Array("citys".utf8)))
        var body = sound
        body.replaceSubrange(place, with: Array("TITLE".utf8))
        let bad = body
        let error = #expect(throws: ServiceError.self) { try PackedBatchReader.read(bad) }
        #expect(error?.status == 400 && error?.message.contains("TITLE has two numbers") == true, "\(error as Any)")
    }

    @Test("whatever the bytes are, there is a batch or a refusal", arguments: SeededGenerator.seeds(300))
    func noise(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var body = Self.request(Self.changes(&random, Self.table)).body
        for _ in 0..<(1 + random.number(below: 4)) {
            body[random.number(below: body.count)] = UInt8(random.number(below: 256))
        }
        do throws(ServiceError) {
            let batch = try PackedBatchReader.read(body)
            #expect((1...ExportBatch.most).contains(batch.changes.count), "\(random)")
        } catch {
            #expect(error.status == 400, "\(random)")
        }
    }

    @Test("more changes than a batch may have are refused, and so is a change without a name")
    func limits() throws {
        func change(_ id: TenantOperationID?) -> PackedChange {
            var packer = EntryPacker()
            packer.begin(dn: "")
            return PackedChange(
                operation: .delete,
                objectClass: "user",
                anchor: "a",
                entry: packer.finish(),
                attributes: [],
                operationID: id
            )
        }
        let named = change(TenantOperationID(bytes: [UInt8](repeating: 0, count: 16)))
        let full = Array(repeating: named, count: ExportBatch.most)
        let table = Self.table
        #expect(try PackedBatchReader.read(Self.request(PackedChanges(full, table: table)).body).changes.count == 100)
        for wrong in [full + [named], [], [change(nil)]] {
            #expect(throws: ServiceError.self) {
                try PackedBatchReader.read(Self.request(PackedChanges(wrong, table: table)).body)
            }
        }
    }
}
