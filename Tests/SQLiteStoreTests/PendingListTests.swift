import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

/// The list of pending exports that the store keeps is what a comparison of all images finds.
@Suite("The list of pending exports")
struct PendingListTests {
    private let new: NewStore
    private let connector = NewStore.connector

    init() throws { new = try NewStore() }

    private var store: WorkspaceStore { new.store }

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
                entry: try new.entry("CN=\(anchor)", name)
            )
        }
        var (old, changed): ([ExportImage], [ExportImage]) = ([], [])
        for place in 0..<60 {
            let name = { (generator: inout SeededGenerator) in
                ["Ada", "Bea", ""].randomElement(using: &generator) ?? ""
            }
            if Bool.random(using: &generator) { old.append(try image(place, name(&generator), "user")) }
            let isGroup = Int.random(in: 0..<5, using: &generator) == 0
            if Bool.random(using: &generator) {
                changed.append(try image(place, name(&generator), isGroup ? "group" : "user"))
            }
        }
        func synchronize(_ images: [ExportImage]) async throws {
            try await store.synchronize { transaction in
                let kept = Set(images.map(\.metaverse))
                for owner in try transaction.imageOwners(of: .tenant) where !kept.contains(owner) {
                    try transaction.removeImage(of: owner, for: .tenant)
                }
                for image in images {
                    try transaction.put(image, inPlaceOf: try transaction.image(of: image.metaverse, for: .tenant))
                }
            }
        }
        // Before the target has anything, what waits may get another value, another name and another class.
        for images in [changed, old] {
            try await synchronize(images)
            try await expectPlaces(try await pending())
        }
        try await store.send { _ in .accepted }
        try await synchronize(changed)
        let expected = try await pending()
        try await expectPlaces(expected)
        let some = expected.filter { _ in Bool.random(using: &generator) }.map(\.anchor)
        let images = try await store.images(of: .tenant, anchors: some)
        let details = PendingExports.compute(desired: images.desired, exported: images.exported, table: store.table)
        #expect(details.map(\.anchor) == expected.map(\.anchor).filter { some.contains($0) })

        // Some of it is accepted, in two parts; then rules make something else, over what is done and what is not.
        for isTidied in [false, true] {
            try await store.send(part: 7) { _ in
                Int.random(in: 0..<3, using: &generator) == 0 ? .accepted : .rejected(code: "x", message: "y")
            }
            if isTidied { try await store.forgetDoneExports() }
            try await expectPlaces(try await pending())
        }
        // What leaves now is heard of after rules have made something else.
        let outgoing = try await store.takeAll().flatMap(\.changes)
        try await synchronize(old)
        try await store.settle(
            outgoing.map { change in
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: .init(change, .rejected(code: "x", message: "y"))
                case 1: .init(change, .accepted)
                default: .init(change, nil)
                }
            }
        )
        try await expectPlaces(try await pending())
        try await store.confirm(
            changed.map(\.anchor),
            corrected: changed.filter { _ in Bool.random(using: &generator) },
            missing: old.filter { _ in Bool.random(using: &generator) }.map(\.anchor),
            of: .tenant
        )
        try await expectPlaces(try await pending())
    }

    /// What waits, found by comparing all images.
    private func pending() async throws -> [PendingExport] {
        PendingExports.compute(
            desired: try await store.desiredImages(of: .tenant),
            exported: try await store.exportedImages(of: .tenant),
            table: store.table
        )
    }

    /// The list that the store keeps is what a comparison of all images finds, whole and filtered, however pages are cut.
    private func expectPlaces(_ expected: [PendingExport]) async throws {
        let number = try #require(store.table.existing("displayName"))
        let all = expected.map { change in
            let name = change.image.entry.text(number) ?? ""
            return PendingPlace(
                operation: change.operation,
                objectClass: change.objectClass,
                name: (name.isEmpty ? change.image.entry.dn : name).lowercased(),
                anchor: change.anchor
            )
        }
        for areDeletions in [false, true] {
            for limit in [1, 7, 100] {
                let wanted = all.filter { ($0.operation == .delete) == areDeletions }
                #expect(try await places(areDeletions: areDeletions, limit: limit) == wanted)
            }
        }
        let rank: [PendingExport.Operation: Int] = [.delete: 0, .update: 1, .add: 2]
        let sorted = all.sorted { left, right in
            (rank[left.operation] ?? 9, left.objectClass.spelling, left.name, left.anchor)
                < (rank[right.operation] ?? 9, right.objectClass.spelling, right.name, right.anchor)
        }
        for operation in [nil, PendingExport.Operation.add, .update, .delete] {
            for objectClass in [nil, AttributeName("user"), "GROUP", "none"] {
                for (beginning, limit) in [("", 1), ("", 7), ("", 100), ("a", 3), ("BEA", 2), ("cn=1", 4), ("x", 5)] {
                    let wanted = sorted.filter {
                        (operation == nil || $0.operation == operation)
                            && (objectClass == nil || $0.objectClass == objectClass)
                            && $0.name.hasPrefix(beginning.lowercased())
                    }
                    var found: [PendingPlace] = []
                    while true {
                        let page = try await store.pendingPlaces(
                            of: .tenant,
                            operation: operation,
                            objectClass: objectClass,
                            beginning: beginning,
                            after: found.last,
                            limit: limit
                        )
                        found += page
                        if page.count < limit { break }
                    }
                    #expect(found == wanted)
                }
            }
        }
        for place in sorted {
            #expect(try await store.pendingPlace(of: .tenant, anchor: place.anchor) == place)
        }
        #expect(try await store.pendingPlace(of: .tenant, anchor: "none") == nil)
        for count in try await store.pendingCounts(of: .tenant) {
            let same = sorted.filter { $0.operation == count.operation && $0.objectClass == count.objectClass }
            #expect(count.count == same.count)
        }
        #expect(try await store.pendingCounts(of: .tenant).reduce(0) { $0 + $1.count } == sorted.count)
    }

    private func places(areDeletions: Bool, limit: Int) async throws -> [PendingPlace] {
        var found: [PendingPlace] = []
        while true {
            let page = try await store.pendingPlaces(
                of: .tenant,
                areDeletions: areDeletions,
                afterAnchor: found.last?.anchor,
                limit: limit
            )
            found += page
            if page.count < limit { return found }
        }
    }
}
