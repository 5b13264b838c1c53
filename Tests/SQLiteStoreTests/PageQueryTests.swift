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
    private let new: NewStore
    private let connector = NewStore.connector

    init() throws { new = try NewStore() }

    private var store: WorkspaceStore { new.store }

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
                    entry: try new.entry("CN=\(place)", "\(place)")
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

    @Test("objects of some connectors in the order of the file are each there once", arguments: [1, 7, 41, 100])
    func rows(_ limit: Int) async throws {
        var generator = SeededGenerator(seed: 7)
        var objects = try await fill(&generator, 40)
        let other = ConnectorID("00000000-0000-4000-8000-000000000002")
        var changes = ImportChanges()
        changes.added = try (0..<9).map { try object(of: other, [UInt8($0)]) }
        try await store.replaceConnectorSpace(of: other, with: changes)
        // Behind those of the other connector.
        changes.added = [try object(of: connector, [1, 2, 3, 4, 5, 6, 7])]
        try await store.replaceConnectorSpace(of: connector, with: changes)
        objects = (objects + changes.added).sorted { $0.identity < $1.identity }
        var found: [ConnectorSpaceObject] = []
        var row: Int64 = 0
        while true {
            let page = try await store.connectorObjects(of: [connector], behindRow: row, limit: limit)
            #expect(page.objects.count <= limit)
            found += page.objects
            row = page.last
            if page.objects.count < limit { break }
        }
        #expect(found.sorted { $0.identity < $1.identity } == objects)
        let both = try await store.connectorObjects(of: [other, connector], behindRow: 0, limit: 100)
        #expect(Set(both.objects.map(\.identity)).count == 50 && both.objects.count == 50)
        #expect(try await store.connectorObjects(of: [], behindRow: 0, limit: 100).objects.isEmpty)

        let wanted = [objects[9], objects[30], objects[2]]
        let nobody = ConnectorSpaceIdentity(connector: other, partition: "DC=b", anchor: objects[2].identity.anchor)
        #expect(try await store.connectorObjects(wanted.map(\.identity) + [nobody]) == wanted)
    }

    private func object(of connector: ConnectorID, _ anchor: [UInt8]) throws -> ConnectorSpaceObject {
        ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(connector: connector, partition: "DC=b", anchor: anchor),
            objectClass: "user",
            entry: try new.entry("CN=\(anchor)", "\(anchor)")
        )
    }

    @Test("the identities of metaverse objects are known by class")
    func identities() async throws {
        let made = try (0..<5).map { place in
            let one = try object(of: connector, [UInt8(place)])
            return MetaverseObject(
                identifier: MetaverseID(projecting: one.identity),
                objectClass: place < 3 ? "person" : "group",
                entry: one.entry
            )
        }
        try await store.synchronize { transaction in
            for object in made { try transaction.put(object) }
        }
        let found = try await store.metaverseIdentities()
        #expect(Set(found.keys) == ["person", "group"])
        #expect(Set(found["person"] ?? []) == Set(made.prefix(3).map(\.identifier)))
        #expect(Set(found["group"] ?? []) == Set(made.dropFirst(3).map(\.identifier)))
    }

    @Test(
        "objects are found by what their names begin with, each once and in pages",
        arguments: SeededGenerator.seeds(5)
    )
    func names(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        var objects = try await fill(&generator, 60)
        var changes = ImportChanges()
        let names = ["Ada", "ADAM", "Ärger", "ada ", "B", ""]
        changes.updated = try objects.prefix(40).map { object in
            let name = names.randomElement(using: &generator) ?? ""
            return ConnectorSpaceObject(
                identity: object.identity,
                objectClass: object.objectClass,
                entry: try new.entry(object.entry.dn, name)
            )
        }
        changes.deleted = objects.suffix(5).map(\.identity)
        try await store.replaceConnectorSpace(of: connector, with: changes)
        objects = try await store.connectorSpace(of: connector)
        let number = try #require(store.table.existing("displayName"))
        for beginning in ["ada", "ADA", "ä", "b", "cn=", "4", "z", ""] {
            let wanted = objects.filter { object in
                let name = object.entry.text(number) ?? ""
                return (name.isEmpty ? object.entry.dn : name).lowercased().hasPrefix(beginning.lowercased())
            }
            for limit in [1, 3, 100] {
                var found: [ConnectorSpaceObject] = []
                while true {
                    let page = try await store.connectorSpace(
                        of: connector,
                        beginning: beginning,
                        after: found.last?.identity,
                        limit: limit
                    )
                    found += page
                    if page.count < limit { break }
                }
                #expect(found.map(\.identity).sorted() == wanted.map(\.identity), "\(beginning)")
            }
        }
        let one = try #require(objects.randomElement(using: &generator))
        let named = try await store.connectorObjects(of: connector, anchor: one.identity.anchor)
        #expect(named == objects.filter { $0.identity.anchor == one.identity.anchor })
    }

    @Test("the counts of a tenant follow its objects", arguments: SeededGenerator.seeds(5))
    func counts(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let path = new.folder.file("counted.sqlite").path(percentEncoded: false)
        try TenantDatabase.create(at: path)
        let tenant = try TenantDatabase(path: path)
        for _ in 0..<80 {
            let place = Int.random(in: 0..<12, using: &generator)
            let isGone = Int.random(in: 0..<5, using: &generator) == 0
            let objectClass: AttributeName = Bool.random(using: &generator) ? "user" : "group"
            let isDeleted = Bool.random(using: &generator)
            let isKept = Bool.random(using: &generator)
            try await tenant.write { writing in
                let id = TenantObjectID(naming: "\(place)", generation: 0)
                let before = try writing.object(id)
                if isGone {
                    if let before { try writing.remove(before) }
                    return
                }
                var details = TenantObjectDetails()
                if isKept { details.errors = [.init(attribute: "mail", value: "x", since: .init(seconds: 1))] }
                if place.isMultiple(of: 2) { details.shadows = [TenantShadow(attribute: "mail", values: [[1]])] }
                var packer = EntryPacker()
                packer.begin(dn: "CN=\(place)")
                let object = TenantObject(
                    id: id,
                    objectClass: objectClass,
                    anchor: "\(place)",
                    entry: packer.finish(),
                    details: details,
                    deletedSince: isDeleted ? TenantInstant(seconds: 9) : nil
                )
                try writing.put(object, replacing: before)
            }
            try await tenant.read { reading in
                let (present, deleted) = (try reading.objects(.present), try reading.objects(.deleted))
                let classes = Set((present + deleted).map(\.objectClass))
                let counts = try reading.counts()
                #expect(Set(counts.keys) == classes)
                for name in classes {
                    #expect(counts[name]?.present == present.count { $0.objectClass == name })
                    #expect(counts[name]?.deleted == deleted.count { $0.objectClass == name })
                }
                #expect(try reading.keptBack() == present.count { !$0.details.errors.isEmpty })
            }
        }
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
        let path = new.folder.file("tenant.sqlite").path(percentEncoded: false)
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
