import Directory
import DirectorySchema
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("The workspace's store")
struct WorkspaceStoreTests {
    private let folder: TemporaryFolder
    private let path: String
    private let connector = ConnectorID("{0C0FFEE0-0000-4000-8000-000000000001}")

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("store.sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
    }

    private func version(_ number: Int, _ name: AttributeName) -> SchemaVersion {
        let snapshot = SchemaSnapshot(origin: .activeDirectory, attributes: [AttributeType(name: name)], classes: [])
        return SchemaVersion(number: number, read: "t", source: "s", server: nil, digest: "d", snapshot: snapshot)
    }

    private func object(_ anchor: UInt8, _ title: String, _ table: AttributeTable) throws -> ConnectorSpaceObject {
        var packer = EntryPacker()
        packer.begin(dn: "CN=\(anchor)")
        packer.add(try #require(table.identifier(for: "title")), text: title)
        return ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(connector: connector, partition: "DC=x", anchor: [anchor]),
            objectClass: "user",
            entry: packer.finish()
        )
    }

    private func entry(_ name: String) -> PlanJournalEntry {
        PlanJournalEntry(identifier: name, kind: "k", digest: Fingerprint(of: [1]), began: "t", files: ["dryad.yaml"])
    }

    @Test("a commit puts schemas, rules and requirements in place and ends its journal entry")
    func commit() async throws {
        let store = try WorkspaceStore(path: path)
        try await store.begin(entry("one"))
        var commit = ConfigurationCommit(journal: "one", date: "t")
        commit.schemas = [(connector, version(1, "title"))]
        commit.requirements = [RunRequirement(connector: connector, kind: .fullImport, reason: "because")]
        #expect(try await store.unfinished().map(\.identifier) == ["one"])
        try await store.commit(commit)
        #expect(try await store.unfinished().isEmpty)
        let again = try WorkspaceStore(path: path)
        #expect(try await again.currentSchema(of: connector.text)?.snapshot.attribute("TITLE")?.name == "title")
        #expect(try await again.requirements().map(\.reason) == ["because"])
        try await again.fulfil(.fullImport, of: connector)
        #expect(try await again.requirements().isEmpty)
    }

    private func object(
        _ anchor: UInt8,
        _ attribute: AttributeName,
        in store: WorkspaceStore
    ) throws -> ConnectorSpaceObject {
        var packer = EntryPacker()
        packer.begin(dn: "CN=\(anchor)")
        packer.add(try #require(store.table.identifier(for: attribute)), text: "x")
        return ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(connector: connector, partition: "DC=x", anchor: [anchor]),
            objectClass: "user",
            entry: packer.finish()
        )
    }

    private func write(_ object: ConnectorSpaceObject, to store: WorkspaceStore) async throws {
        var changes = ImportChanges()
        changes.added = [object]
        try await store.replaceConnectorSpace(of: connector, with: changes)
    }

    @Test("attribute names that another process has added are known before its entries are read")
    func namesOfOthers() async throws {
        let (one, other) = (try WorkspaceStore(path: path), try WorkspaceStore(path: path))
        try await write(try object(1, "title", in: other), to: other)
        let read = try await one.connectorSpace(of: connector)
        #expect(read.map { Entry($0.entry, table: one.table).text("title") } == ["x"])
        try await write(try object(2, "mail", in: one), to: one)
        let all = try await other.connectorSpace(of: connector)
        #expect(all.map { Entry($0.entry, table: other.table).names } == [["title"], ["mail"]])
    }

    @Test("two processes that gave one number to two names: the second is refused, and nothing of it is written")
    func namesInConflict() async throws {
        let (one, other) = (try WorkspaceStore(path: path), try WorkspaceStore(path: path))
        let early = try object(1, "mail", in: one)
        try await write(try object(2, "title", in: other), to: other)
        let error = await #expect(throws: StoreError.self) { try await write(early, to: one) }
        #expect(error?.code == .changed, "\(error?.description ?? "")")
        let again = try WorkspaceStore(path: path)
        let read = try await again.connectorSpace(of: connector)
        #expect(read.map { Entry($0.entry, table: again.table).names } == [["title"]])
    }

    @Test("a commit that fails in the middle leaves nothing of itself")
    func atomic() async throws {
        let store = try WorkspaceStore(path: path)
        try await store.begin(entry("one"))
        var commit = ConfigurationCommit(journal: "one", date: "t")
        commit.requirements = [RunRequirement(connector: connector, kind: .fullImport, reason: "because")]
        // The same version twice breaks a key after the first has been written.
        commit.schemas = [(connector, version(1, "title")), (connector, version(1, "title"))]
        await #expect(throws: (any Error).self) { try await store.commit(commit) }
        #expect(try await store.currentSchema(of: connector.text) == nil)
        #expect(try await store.requirements().isEmpty)
        #expect(try await store.unfinished().map(\.identifier) == ["one"])
    }

    @Test("all versions of a schema are kept, the newest first")
    func history() async throws {
        let store = try WorkspaceStore(path: path)
        for number in 1...3 {
            try await store.begin(entry("\(number)"))
            var commit = ConfigurationCommit(journal: "\(number)", date: "t")
            commit.schemas = [(connector, version(number, AttributeName("a\(number)")))]
            try await store.commit(commit)
        }
        #expect(try await store.schemaHistory(of: connector.text).map(\.number) == [3, 2, 1])
        #expect(try await store.currentSchema(of: connector.text)?.number == 3)
    }

    @Test("a store from before marks were kept is opened, its versions have none, and marks can be noted beside them")
    func olderStore() async throws {
        let earlier = try WorkspaceStore(path: path)
        try await earlier.begin(entry("one"))
        var commit = ConfigurationCommit(journal: "one", date: "t")
        commit.schemas = [(connector, version(1, "title"))]
        try await earlier.commit(commit)
        try StoreFixture.execute("ALTER TABLE schema_version DROP COLUMN state", in: path)
        try StoreFixture.execute("DELETE FROM grdb_migrations WHERE identifier = '0002'", in: path)
        let store = try WorkspaceStore(path: path)
        let old = try #require(try await store.currentSchema(of: connector.text))
        #expect(old.state == nil && old.snapshot.attribute("title") != nil)
        let state = SchemaMarks(source: "ldap://x", values: ["schemainfo": ["ff"]])
        for (digest, noted) in [("another", nil), ("d", state)] {
            try await store.note([.init(connector: connector, number: 1, digest: digest, state: state)])
            #expect(try await store.currentSchema(of: connector.text)?.state == noted)
        }
    }

    @Test("a store from before spaces had rows of their own keeps its objects and links, and knows them again")
    func olderSpaces() async throws {
        let earlier = try WorkspaceStore(path: path)
        let object = try object(1, "a", in: earlier)
        try await write(object, to: earlier)
        let bytes = ASCII.hex(object.entry.bytes)
        try StoreFixture.makeImagesOlder(in: path)
        let statements = [
            "DROP INDEX export_image_owner", "DROP TABLE space_object", "DROP TABLE space_link",
            "DROP TABLE space_partition",
            "DROP TABLE fingerprint_key",
            "CREATE TABLE connector_object (connector TEXT NOT NULL, partition TEXT NOT NULL, anchor BLOB NOT NULL, "
                + "class TEXT NOT NULL, entry BLOB NOT NULL, link BLOB, PRIMARY KEY (connector, partition, anchor)) STRICT",
            "INSERT INTO connector_object VALUES ('\(connector.text)', 'DC=x', x'01', 'user', x'\(bytes)', "
                + "x'\(String(repeating: "07", count: 16))')",
            "DELETE FROM grdb_migrations WHERE identifier "
                + "IN ('0004-spaces', '0007-run-memory', '0008-pages', '0009-pending', '0009-imports')",
            "DROP TABLE run_memory", "DROP TABLE space_change", "DROP TABLE space_class", "DROP TABLE pending_export",
            "DROP TABLE pending_count", "DROP TABLE pending_done",
        ]
        for statement in statements { try StoreFixture.execute(statement, in: path) }
        let store = try WorkspaceStore(path: path)
        let held = try await store.connectorSpace(of: connector)
        #expect(held.map(\.identity) == [object.identity] && held.first?.entry == object.entry)
        #expect(held.first?.link == MetaverseID(bytes: [UInt8](repeating: 7, count: 16)))
        #expect(try await store.classCounts(of: connector) == ["user": 1])
        let known = try await store.beginImport(of: connector)
        let digest = known.digest.digest(object.entry, class: object.objectClass)
        #expect(try await known.known(of: "DC=x").map(\.digest) == [digest])
        await known.abandon()
    }

    @Test("a store from before lists were kept gets names and the list of what waits")
    func olderLists() async throws {
        let earlier = try WorkspaceStore(path: path)
        let object = try object(1, "cn", in: earlier)
        try await write(object, to: earlier)
        let images = try ["a", "b"].map { anchor in
            ExportImage(
                connector: .tenant,
                metaverse: MetaverseID(projecting: object.identity),
                objectClass: "user",
                anchor: anchor,
                entry: try self.object(2, "displayName", in: earlier).entry
            )
        }
        try await earlier.synchronize { try $0.put(images[0], inPlaceOf: nil) }
        try await earlier.send { _ in .accepted }
        try await earlier.synchronize { transaction in
            try transaction.removeImage(of: images[0].metaverse, for: .tenant)
            try transaction.put(images[1], inPlaceOf: nil)
        }
        try StoreFixture.makeImagesOlder(in: path)
        for statement in [
            "DROP INDEX space_object_label", "ALTER TABLE space_object DROP COLUMN label", "DROP TABLE pending_export",
            "DROP TABLE pending_count", "DROP TABLE pending_done", "DROP INDEX export_image_owner",
            "CREATE INDEX export_image_metaverse ON export_image (metaverse, state)", "DROP TABLE space_class",
            "DELETE FROM grdb_migrations "
                + "WHERE identifier IN ('0008-pages', '0009-pending', '0009-imports', '0020-indexed-labels')",
        ] { try StoreFixture.execute(statement, in: path) }
        let store = try WorkspaceStore(path: path)
        let found = try await store.connectorSpace(of: connector, beginning: "X", after: nil, limit: 5)
        #expect(found.map(\.identity) == [object.identity])
        let places = try await store.pendingPlaces(of: .tenant, limit: 5)
        #expect(places.map(\.operation) == [.delete, .add] && places.map(\.anchor) == ["a", "b"])
        #expect(try await store.pendingCounts(of: .tenant).map(\.count) == [1, 1])
    }

    @Test("an import is compared with what was there, and links of objects that stay are kept")
    func connectorSpace() async throws {
        let store = try WorkspaceStore(path: path)
        var changes = ImportChanges()
        changes.added = [try object(1, "a", store.table), try object(2, "b", store.table)]
        try await store.replaceConnectorSpace(of: connector, with: changes)
        let link = try #require(MetaverseID(bytes: [UInt8](repeating: 7, count: 16)))
        try await store.synchronize { transaction in
            var first: Int64?
            try transaction.eachObject(of: connector) { number, object in
                if object.identity.anchor == [1] { first = number }
            }
            if let first { try transaction.link(first, of: connector, to: link) }
        }
        var second = ImportChanges()
        second.updated = [try object(1, "c", store.table)]
        second.deleted = [changes.added[1].identity]
        try await store.replaceConnectorSpace(of: connector, with: second)
        let again = try WorkspaceStore(path: path)
        let held = try await again.connectorSpace(of: connector)
        #expect(held.map(\.identity.anchor) == [[1]])
        #expect(held.first?.link == link)
        #expect(held.first.flatMap { Entry($0.entry, table: again.table).text("title") } == "c")
    }

    @Test("a damaged entry is an error, not a shorter entry")
    func damaged() async throws {
        let store = try WorkspaceStore(path: path)
        var changes = ImportChanges()
        changes.added = [try object(1, "a", store.table)]
        try await store.replaceConnectorSpace(of: connector, with: changes)
        try StoreFixture.execute("UPDATE space_object SET entry = substr(entry, 1, length(entry) - 1)", in: path)
        let error = await #expect(throws: StoreError.self) { try await store.connectorSpace(of: connector) }
        #expect(error?.code == .damaged)
    }

    @Test("one holder at a time, and the second is told who the first is")
    func lock() async throws {
        let store = try WorkspaceStore(path: path)
        let lock = WorkspaceLock(path: folder.file("lock").path(percentEncoded: false), store: store)
        let holder = TaskHolder(task: "sync run", owner: "ada@dc1", processIdentifier: 42, since: "now")
        try await lock.withLock(holder) {
            let error = await #expect(throws: StoreError.self) { try await lock.withLock(holder) {} }
            #expect(error?.code == .locked)
            #expect(error?.description.contains("ada@dc1") == true)
        }
        #expect(try await lock.holder() == nil)
        try await lock.withLock(holder) {}
    }

    @Test(
        "a lock that was let go is free although a program that is just being started has the file open still",
        .enabled("There is no /proc here") { OpenFile.canBeFound }
    )
    func lockOfAChild() async throws {
        let store = try WorkspaceStore(path: path)
        let file = folder.file("lock").path(percentEncoded: false)
        let lock = WorkspaceLock(path: file, store: store)
        let holder = TaskHolder(task: "sync run", owner: "ada@dc1", processIdentifier: 42, since: "now")
        let copy = try await lock.withLock(holder) { try #require(try OpenFile.duplicate(of: file)) }
        defer { close(copy) }
        try await lock.withLock(holder) {}
    }

    @Test("a holder says that it is alive while the store is in the middle of a long transaction")
    func heartbeat() async throws {
        let store = try WorkspaceStore(path: path)
        let lock = WorkspaceLock(path: folder.file("lock").path(percentEncoded: false), store: store)
        let since = "2026-01-01T00:00:00Z"
        let holder = TaskHolder(task: "sync run", owner: "ada@dc1", processIdentifier: 42, since: since)
        let hold = try await lock.hold(holder)
        #expect(try await lock.holder()?.renewed == since)
        let transaction = try await store.beginImport(of: connector)
        hold.renew(at: "2026-01-01T00:00:15Z")
        #expect(try await lock.holder()?.renewed == "2026-01-01T00:00:15Z")
        await transaction.abandon()
        hold.renew(at: "not a moment")
        #expect(try await lock.holder()?.renewed == nil)
        await hold.release()
        hold.renew(at: since)
        #expect(try await lock.holder() == nil)
    }
}
