import CloudTenant
import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

/// What is read a page at a time is what is read at once.
@Suite("Pages of the stores")
struct PageQueryTests {
    private let folder: TemporaryFolder
    private let store: WorkspaceStore
    private let connector = ConnectorID("00000000-0000-4000-8000-000000000001")

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.file("store.sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        store = try WorkspaceStore(path: path)
    }

    private func entry(_ dn: String, _ name: String) throws -> PackedEntry {
        var packer = EntryPacker()
        packer.begin(dn: dn)
        packer.add(try #require(store.table.identifier(for: "displayName")), text: name)
        return packer.finish()
    }

    private func fill(_ generator: inout SeededGenerator, _ count: Int) async throws -> [ConnectorSpaceObject] {
        var objects: [ConnectorSpaceObject] = []
        for place in 0..<count {
            let anchor = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            objects.append(
                ConnectorSpaceObject(
                    identity: ConnectorSpaceIdentity(
                        connector: connector,
                        partition: ["DC=a", "DC=A", "DC=b", ""].randomElement(using: &generator) ?? "",
                        anchor: anchor + [UInt8(place / 256), UInt8(place % 256)]
                    ),
                    objectClass: "user",
                    entry: try entry("CN=\(place)", "\(place)")
                )
            )
        }
        var changes = ImportChanges()
        changes.added = objects
        try await store.replaceConnectorSpace(of: connector, with: changes)
        return objects
    }

    @Test("a connector space in pages is the whole in order", arguments: SeededGenerator.seeds(5))
    func connectorSpace(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let objects = try await fill(&generator, 40)
        for limit in [1, 7, 40, 100] {
            var found: [ConnectorSpaceObject] = []
            while true {
                let page = try await store.connectorSpace(of: connector, after: found.last?.identity, limit: limit)
                #expect(page.count <= limit)
                found += page
                if page.count < limit { break }
            }
            #expect(found == objects.sorted { $0.identity < $1.identity })
        }
        let one = try #require(objects.randomElement(using: &generator))
        #expect(try await store.connectorObject(one.identity) == one)
        let other = ConnectorSpaceIdentity(connector: connector, partition: "x", anchor: one.identity.anchor)
        #expect(try await store.connectorObject(other) == nil)
    }

    @Test("what waits to be exported is found as the engine finds it", arguments: SeededGenerator.seeds(5))
    func pending(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        func image(_ anchor: Int, _ name: String, _ objectClass: AttributeName) throws -> ExportImage {
            let identity = ConnectorSpaceIdentity(connector: connector, partition: "", anchor: [UInt8(anchor)])
            return ExportImage(
                connector: .tenant,
                metaverse: MetaverseID(projecting: identity),
                objectClass: objectClass,
                anchor: "a\(anchor)",
                entry: try entry("CN=\(anchor)", name)
            )
        }
        var (old, new): ([ExportImage], [ExportImage]) = ([], [])
        for place in 0..<60 {
            let name = { (generator: inout SeededGenerator) in
                ["Ada", "Bea", ""].randomElement(using: &generator) ?? ""
            }
            if Bool.random(using: &generator) { old.append(try image(place, name(&generator), "user")) }
            let isGroup = Int.random(in: 0..<5, using: &generator) == 0
            if Bool.random(using: &generator) {
                new.append(try image(place, name(&generator), isGroup ? "group" : "user"))
            }
        }
        func synchronize(_ images: [ExportImage]) async throws {
            try await store.synchronize { transaction in
                let kept = Set(images.map(\.metaverse))
                for owner in try transaction.imageOwners(of: .tenant) where !kept.contains(owner) {
                    try transaction.removeImage(of: owner, for: .tenant)
                }
                for image in images { try transaction.put(image, inPlaceOf: nil) }
            }
        }
        try await synchronize(old)
        try await store.recordAccepted(PendingExports.compute(desired: old, exported: [], table: store.table))
        try await synchronize(new)
        let expected = PendingExports.compute(
            desired: try await store.desiredImages(of: .tenant),
            exported: try await store.exportedImages(of: .tenant),
            table: store.table
        )
        let keys = try await store.pendingKeys(of: .tenant, labels: ["mail", "displayName"])
        #expect(keys.map(\.operation) == expected.map(\.operation))
        #expect(keys.map(\.anchor) == expected.map(\.anchor))
        #expect(keys.map(\.objectClass) == expected.map(\.objectClass))
        let number = try #require(store.table.existing("displayName"))
        #expect(
            keys.map(\.label)
                == expected.map { change in
                    let name = change.image.entry.text(number) ?? ""
                    return name.isEmpty ? change.image.entry.dn : name
                }
        )
        let some = keys.filter { _ in Bool.random(using: &generator) }.map(\.anchor)
        let images = try await store.images(of: .tenant, anchors: some)
        let details = PendingExports.compute(desired: images.desired, exported: images.exported, table: store.table)
        #expect(details.map(\.anchor) == expected.map(\.anchor).filter { some.contains($0) })
    }

    @Test("runs turn pages, and keep what they counted")
    func runs() async throws {
        let figures = RunFigures(objects: 3, imported: .init(added: 1, updated: 2, deleted: 0), pending: nil)
        for number in 1...7 {
            let run = RunRecord(
                number: 0,
                began: "b",
                ended: "e",
                outcome: "success",
                steps: ["\(number)"],
                figures: number == 7 ? figures : nil
            )
            _ = try await store.record(run)
        }
        #expect(try await store.runs(limit: 3).map(\.number) == [7, 6, 5])
        #expect(try await store.runs(before: 5, limit: 3).map(\.number) == [4, 3, 2])
        #expect(try await store.runs(before: 2, limit: 3).map(\.number) == [1])
        #expect(try await store.runs(limit: 1).first?.figures == figures)
        #expect(try await store.runs(before: 7, limit: 1).first?.figures == nil)
    }

    @Test("the tenant's objects in pages are the whole in order", arguments: [1, 2, 5, 100])
    func tenant(_ limit: Int) async throws {
        let path = folder.file("tenant.sqlite").path(percentEncoded: false)
        try TenantDatabase.create(at: path)
        let tenant = try TenantDatabase(path: path)
        try await tenant.write { writing in
            for place in 0..<13 {
                var packer = EntryPacker()
                packer.begin(dn: "CN=\(place)")
                var details = TenantObjectDetails()
                if place.isMultiple(of: 4) {
                    details.errors = [.init(attribute: "mail", value: "x", since: .init(seconds: 1))]
                }
                try writing.put(
                    TenantObject(
                        id: TenantObjectID(naming: "\(place)", generation: 0),
                        objectClass: "user",
                        anchor: place.isMultiple(of: 3) ? nil : "anchor \(place)",
                        entry: packer.finish(),
                        details: details,
                        deletedSince: place.isMultiple(of: 5) ? TenantInstant(seconds: 9) : nil
                    ),
                    replacing: nil
                )
            }
        }
        for selection in [TenantSelection.present, .deleted, .attention] {
            let all = try await tenant.read { try $0.objects(selection) }
            #expect(!all.isEmpty)
            let pages = try await tenant.read { reading in
                var found: [TenantObject] = []
                while true {
                    let last = found.last.map { TenantPlace(anchor: $0.anchor, id: $0.id) }
                    let page = try reading.objects(selection, after: last, limit: limit)
                    found += page
                    if page.count < limit { return found }
                }
            }
            #expect(pages == all)
        }
    }
}
