import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import Testing

/// entra-connect.md 4.3 and 5.4: links are made by joins and projections alone.
@Suite("Objects that come back")
struct ReturningObjectTests {
    private let new: NewStore
    private var store: WorkspaceStore { new.store }

    /// The second forest's objects keep alive what they are joined to, and give nothing that others join by.
    private static let rules: [SyncRule] = [
        SmallForests.rule(
            SmallForests.one,
            "user",
            "person",
            100,
            joins: [["id = id"]],
            [("id", .direct("id")), ("cn", .direct("cn"))]
        ),
        SmallForests.rule(
            SmallForests.two,
            "user",
            "person",
            101,
            link: .stickyJoin,
            joins: [["id = id"]],
            [("phone", .direct("phone"))]
        ),
    ]

    init() throws { new = try NewStore() }

    private func object(
        _ anchor: String,
        in connector: ConnectorID = SmallForests.one,
        _ values: KeyValuePairs<AttributeName, String>
    ) -> ConnectorSpaceObject {
        var packer = EntryPacker()
        let record = LDIFRecord(
            dn: "CN=\(anchor),DC=test",
            values: values.map { .init(name: $0.key, bytes: Array($0.value.utf8)) }
        )
        return ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(connector: connector, partition: "DC=test", anchor: Array(anchor.utf8)),
            objectClass: "user",
            entry: record.packed(with: &packer, table: store.table)
        )
    }

    private func add(_ objects: ConnectorSpaceObject...) async throws {
        for object in objects {
            var changes = ImportChanges()
            changes.added = [object]
            try await store.replaceConnectorSpace(of: object.identity.connector, with: changes)
        }
    }

    private func delete(_ object: ConnectorSpaceObject) async throws {
        var changes = ImportChanges()
        changes.deleted = [object.identity]
        try await store.replaceConnectorSpace(of: object.identity.connector, with: changes)
    }

    private func synchronize(_ isDelta: Bool) async throws -> SynchronizationCounts {
        try await new.synchronize(isDelta, Self.rules)
    }

    private func link(_ object: ConnectorSpaceObject) async throws -> MetaverseID? {
        try await store.objects([object.identity]).first?.link
    }

    /// Two objects that are joined, among others that see to it that few of them change.
    private func joined() async throws -> (lead: ConnectorSpaceObject, other: ConnectorSpaceObject) {
        for number in 1...20 { try await add(object("f\(number)", ["id": "f\(number)", "cn": "f"])) }
        let lead = object("s", ["id": "1", "cn": "Ada"])
        let other = object("t", in: SmallForests.two, ["id": "1", "phone": "5"])
        try await add(lead, other)
        _ = try await synchronize(false)
        #expect(try await link(lead) == MetaverseID(projecting: lead.identity))
        #expect(try await link(other) == MetaverseID(projecting: lead.identity))
        return (lead, other)
    }

    @Test("they are projected anew beside the one that others keep, where no join finds it", arguments: [true, false])
    func anew(_ isDelta: Bool) async throws {
        let (lead, other) = try await joined()
        let (first, second) = (
            MetaverseID(projecting: lead.identity), MetaverseID(projecting: lead.identity, generation: 2)
        )
        // Once more, and the same comes of it.
        for _ in 1...2 {
            try await delete(lead)
            _ = try await synchronize(isDelta)
            #expect(try await store.metaverse().count == 21)
            try await add(object("s", ["id": "77", "cn": "Ada"]))
            let counts = try await synchronize(isDelta)
            #expect((counts.projected, counts.joined) == (1, 0))
            #expect(try await link(lead) == second)
            #expect(try await link(other) == first)
            #expect(try await store.metaverse().count == 22)
        }
        let before = try await store.metaverse()
        #expect(try await synchronize(isDelta).projected == 0)
        #expect(try await store.metaverse() == before)
    }

    @Test("they were never away where nothing was synchronized meanwhile", arguments: [true, false])
    func meanwhile(_ isDelta: Bool) async throws {
        let (lead, other) = try await joined()
        try await delete(lead)
        try await add(object("s", ["id": "77", "cn": "Ada"]))
        let counts = try await synchronize(isDelta)
        #expect((counts.projected, counts.joined) == (0, 0))
        #expect(try await link(lead) == MetaverseID(projecting: lead.identity))
        #expect(try await link(other) == MetaverseID(projecting: lead.identity))
    }
}
