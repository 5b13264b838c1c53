import Directory
import SyncEngine
import SyncRules
import TestSupport
import Testing

@testable import SQLiteStore

/// What waited when a run had ended is what was listed then, whatever has been written since.
@Suite("What waited at the ends of runs")
struct RunsComparedTests {
    /// What a run has left, found by looking at all images.
    private struct Left {
        let run: Int
        let desired: [ExportImage]
        let exported: [ExportImage]
        let pending: [PendingExport]
    }

    private static let objects = 24
    private let new: NewStore

    init() throws { new = try NewStore() }

    /// Images of some objects: of other values, now and then of another class, and all of them of other objects.
    private func images(
        _ table: AttributeTable,
        _ random: inout SeededGenerator,
        _ share: Int = 3
    ) throws -> [ExportImage] {
        let shift = random.number(below: 6) == 0 ? 1 : 0
        var images: [ExportImage] = []
        for number in 0..<Self.objects where random.number(below: 4) < share {
            var packer = EntryPacker()
            packer.begin(dn: random.number(below: 9) == 0 ? "CN=other" : "CN=\(number)")
            packer.add(
                try #require(table.identifier(for: "displayName")),
                text: "Ada \(random.number(below: 3))"
            )
            let mail = try #require(table.identifier(for: "proxyAddresses"))
            for place in 0..<4 where random.number(below: 2) > 0 { packer.add(mail, text: "smtp:\(place)") }
            let owner = UInt8((number + shift) % Self.objects + 1)
            images.append(
                ExportImage(
                    connector: .tenant,
                    metaverse: try #require(MetaverseID(bytes: [UInt8](repeating: owner, count: 16))),
                    objectClass: random.number(below: 8) == 0 ? "group" : "user",
                    anchor: "a\(number)",
                    entry: packer.finish()
                )
            )
        }
        return images
    }

    private func synchronize(_ store: WorkspaceStore, _ images: [ExportImage]) async throws {
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

    /// Does one thing of those that change what waits.
    private func change(_ store: WorkspaceStore, _ random: inout SeededGenerator) async throws {
        func answer(_ random: inout SeededGenerator) -> ExportResult? {
            switch random.number(below: 5) {
            case 0: .rejected(code: "x", message: "y")
            case 1: nil
            default: .accepted
            }
        }
        switch random.number(below: 8) {
        case 0:
            let all = try await store.exportedImages(of: .tenant)
            let seen = try images(store.table, &random).filter { image in all.contains { $0.anchor == image.anchor } }
            let gone = all.map(\.anchor).filter { _ in random.number(below: 3) == 0 }
            let corrected = seen.filter { !gone.contains($0.anchor) }
            try await store.confirm(gone, corrected: corrected, missing: gone, of: .tenant)
        case 1:
            // It has left, rules make something else, and only then anybody hears of it.
            _ = try await store.takeAll(part: 3)
            try await synchronize(store, try images(store.table, &random))
            let unknown = try await store.unknown(of: .tenant)
            try await store.settle(unknown.map { .init($0, answer(&random)) })
        case 2, 3, 4:
            try await store.send(part: 5) { _ in answer(&random) }
            if random.number(below: 2) > 0 { try await store.clear(of: .tenant) }
        case 5:
            try await store.beginDisconnectors(of: .tenant)
            try await store.read(
                try images(store.table, &random).map { image in
                    Disconnector(
                        connector: .tenant,
                        anchor: image.anchor,
                        objectClass: image.objectClass,
                        entry: image.entry,
                        empty: nil
                    )
                }
            )
            try await store.endDisconnectors(of: .tenant)
            _ = try await store.joinDisconnectors(
                of: .tenant,
                flowing: ["user": ["displayName", "proxyAddresses"], "group": ["displayName"]]
            )
        default:
            let share = random.number(below: 5)
            try await synchronize(store, try images(store.table, &random, share))
        }
    }

    private func record(_ store: WorkspaceStore) async throws -> Left {
        let moment = "2026-11-01T00:00:00Z"
        let run = RunRecord(number: 0, began: moment, ended: moment, outcome: "success", steps: [])
        let number = try await store.record(run)
        let desired = try await store.desiredImages(of: .tenant)
        let exported = try await store.exportedImages(of: .tenant)
        return Left(
            run: number,
            desired: desired,
            exported: exported,
            pending: PendingExports.compute(desired: desired, exported: exported, table: store.table)
        )
    }

    /// What the store says of a run is what it has left.
    private func expect(_ left: Left, in store: WorkspaceStore, _ about: Comment) async throws {
        let moment = try await store.moment(endOf: left.run, of: .tenant)
        #expect(moment.count == left.pending.count, about)
        let anchors = (0..<Self.objects).map { "a\($0)" }
        let images = try #require(try await store.images(of: .tenant, anchors: anchors, at: [moment]).first)
        let desired = images.desired.values.sorted { $0.anchor < $1.anchor }
        let exported = images.exported.values.sorted { $0.anchor < $1.anchor }
        #expect(desired == left.desired && exported == left.exported, about)
        #expect(
            PendingExports.compute(desired: desired, exported: exported, table: store.table) == left.pending,
            about
        )
    }

    @Test("are found again from what was written over, for each run and each two", arguments: SeededGenerator.seeds(15))
    func found(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let store = new.store
        let about: Comment = "\(random)"
        // The first run finds nothing, and the second one fills the store.
        var runs = [try await record(store)]
        try await synchronize(store, try images(store.table, &random))
        for _ in 0..<14 {
            runs.append(try await record(store))
            for _ in 0..<random.number(below: 4) { try await change(store, &random) }
        }
        runs.append(try await record(store))
        #expect(runs.contains { $0.pending.isEmpty } && runs.contains { $0.pending.count > 5 }, about)
        for run in runs { try await expect(run, in: store, about) }

        func byAnchor(_ left: Left) -> [String: [ExportImage]] {
            Dictionary(grouping: left.desired + left.exported) { $0.anchor }
        }
        let now = try await store.momentNow(of: .tenant)
        #expect(now.count == runs.last?.pending.count, about)
        for (place, one) in runs.enumerated() {
            let first = try await store.moment(endOf: one.run, of: .tenant)
            for other in runs.dropFirst(place) {
                let second = try await store.moment(endOf: other.run, of: .tenant)
                let written = try await store.anchorsWritten(of: .tenant, between: second, and: first)
                let (before, after) = (byAnchor(one), byAnchor(other))
                let differing = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
                #expect(differing.isSubset(of: written) && written == written.sorted(), about)
                if one.run == other.run { #expect(written.isEmpty, about) }
            }
        }
    }

    @Test("an attribute that changes is all that is noted of an object, and an addition that is taken a few bytes")
    func size() async throws {
        let store = new.store
        let number = try #require(store.table.identifier(for: "displayName"))
        let long = try #require(store.table.identifier(for: "description"))
        func images(_ name: String) throws -> [ExportImage] {
            try (1...20).map { place in
                var packer = EntryPacker()
                packer.begin(dn: "CN=\(place)")
                packer.add(number, text: name)
                packer.add(long, text: String(repeating: "x", count: 2000))
                return ExportImage(
                    connector: .tenant,
                    metaverse: try #require(MetaverseID(bytes: [UInt8](repeating: UInt8(place), count: 16))),
                    objectClass: "user",
                    anchor: "a\(place)",
                    entry: packer.finish()
                )
            }
        }
        func bytes() throws -> Int {
            try StoreFixture.count("SELECT coalesce(sum(length(bytes)), 0) FROM pending_undo", in: new.path) ?? 0
        }
        try await synchronize(store, try images("Ada"))
        #expect(try bytes() < 10, "nothing was there before")
        try await synchronize(store, try images("Bea"))
        let changed = try bytes()
        #expect(changed > 20 * 20 && changed < 20 * 200)
        try await store.send { _ in .accepted }
        let taken = try bytes() - changed
        #expect(taken > 20 && taken < 20 * 10)
        #expect(
            try StoreFixture.count("SELECT count(*) FROM pending_undo", in: new.path) == 3,
            "one row for many objects"
        )
    }

    @Test("are kept as far back as there is room for, and what is left is right", arguments: SeededGenerator.seeds(5))
    func room(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let room = 20_000
        let store = try WorkspaceStore(path: new.path, keeping: room)
        var runs: [Left] = []
        for _ in 0..<30 {
            try await synchronize(store, try images(store.table, &random))
            try await store.send { _ in .accepted }
            runs.append(try await record(store))
        }
        let kept = try StoreFixture.count("SELECT sum(length(bytes)) FROM pending_undo", in: new.path) ?? 0
        #expect(kept > 0 && kept <= room, "\(random)")
        var known: [Left] = []
        var first: Int?
        for run in runs {
            do {
                _ = try await store.moment(endOf: run.run, of: .tenant)
                known.append(run)
            } catch UnknownMoment.forgotten(let earliest) {
                #expect(known.isEmpty, "what is forgotten is the oldest, \(random)")
                first = earliest
            }
        }
        #expect(known.count > 1 && known.count < runs.count && known.first?.run == first, "\(random)")
        for run in known { try await expect(run, in: store, "\(random)") }
    }

    @Test("go with the history, also that of a run that stays since the next one follows from it")
    func pruned() async throws {
        var random = SeededGenerator(seed: 1)
        let store = new.store
        let moment = "2026-11-01T00:00:00Z"
        var full = RunRecord(number: 0, began: moment, ended: moment, outcome: "success", steps: [])
        full.details = [
            RunStep(
                connector: .tenant,
                partition: nil,
                profile: .fullImport,
                began: moment,
                ended: moment,
                status: .success,
                counters: [:],
                remarks: []
            )
        ]
        let stays = try await store.record(full)
        var runs: [Left] = []
        for _ in 0..<4 {
            try await synchronize(store, try images(store.table, &random))
            runs.append(try await record(store))
        }
        #expect(try await store.prune(endedBefore: nil, keeping: 2) == 2)
        await #expect(throws: UnknownMoment.noRun) { try await store.moment(endOf: runs[0].run, of: .tenant) }
        await #expect(throws: UnknownMoment.forgotten(first: runs[2].run)) {
            try await store.moment(endOf: stays, of: .tenant)
        }
        for run in runs.suffix(2) { try await expect(run, in: store, "what is kept") }
        #expect(try await store.prune(endedBefore: nil, keeping: 0) == 2)
        #expect(try StoreFixture.count("SELECT count(*) FROM pending_undo", in: new.path) == 0)
        await #expect(throws: UnknownMoment.forgotten(first: nil)) {
            try await store.moment(endOf: stays, of: .tenant)
        }
        // What comes after that is told as ever.
        let before = try await record(store)
        try await synchronize(store, try images(store.table, &random))
        try await expect(before, in: store, "what was recorded since")
        try StoreFixture.execute("UPDATE run SET undo = NULL", in: new.path)
        await #expect(throws: UnknownMoment.neverKnown) { try await store.moment(endOf: before.run, of: .tenant) }
    }

    @Test("notes that are damaged are refused, wherever they end", arguments: 0..<60)
    func damaged(_ length: Int) async throws {
        var random = SeededGenerator(seed: 2)
        let store = new.store
        try await synchronize(store, try images(store.table, &random, 4))
        let left = try await record(store)
        try await synchronize(store, try images(store.table, &random, 4))
        try StoreFixture.execute(
            "UPDATE pending_undo SET bytes = substr(bytes, 1, length(bytes) - 1 - \(length)) "
                + "WHERE number = (SELECT max(number) FROM pending_undo)",
            in: new.path
        )
        let moment = try await store.moment(endOf: left.run, of: .tenant)
        let anchors = left.desired.map(\.anchor)
        do {
            // Where a cut falls between two notes, all that is left is whole.
            _ = try await store.images(of: .tenant, anchors: anchors, at: [moment])
        } catch let error as StoreError {
            #expect(error.code == .damaged)
        }
    }
}
