import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

/// entra-connect.md 4.1, 4.2 and 5.4: a connector has one connector space, another name is an update, and a join stays.
@Suite("Objects that move to another partition")
struct MovedObjectTests {
    /// How the partitions are imported: both at once, the old or the new one first, or the new one alone to begin with.
    enum Order: CaseIterable, Sendable { case oldFirst, newFirst, newAlone }

    private struct Script: Connector {
        let identity = SmallForests.one
        var everything: [ImportPage] = []
        var changes: [ChangesPage] = []

        func parameters() async throws -> RuleParameters { RuleParameters(values: [:]) }

        func importObjects(
            _ request: ImportRequest,
            table: AttributeTable,
            deliver: (ImportPage) async throws -> Void
        ) async throws -> ImportOutcome {
            for page in everything { try await deliver(page) }
            return outcome(everything.map(\.partition))
        }

        func importChanges(
            _ request: ImportRequest,
            since cursors: [String: [UInt8]],
            table: AttributeTable,
            deliver: (ChangesPage) async throws -> Void
        ) async throws -> ImportOutcome {
            for page in changes { try await deliver(page) }
            return outcome(changes.map(\.partition))
        }

        /// A partition of which nothing comes could not be read.
        private func outcome(_ whole: [String]) -> ImportOutcome {
            var outcome = ImportOutcome()
            for partition in [MovedObjectTests.old, MovedObjectTests.new] {
                let isWhole = whole.contains(partition)
                outcome.record(partition, isWhole ? .complete : .incomplete(reason: "no"))
                if isWhole { outcome.cursors[partition] = [1] }
            }
            outcome.referencesFollow = true
            return outcome
        }
    }

    private static let old = "DC=a"
    private static let new = "DC=b"
    private static let request = ImportRequest(
        classes: ["user"],
        attributes: ["id", "cn", "manager"],
        references: ["manager"]
    )

    /// The second forest's objects give nothing that others join by.
    private static let rules: [SyncRule] = [
        SmallForests.rule(
            SmallForests.one,
            "user",
            "person",
            100,
            joins: [["id = id"]],
            [
                ("id", .direct("id")), ("cn", .direct("cn")), ("sourceAnchor", .direct("anchor")),
                ("manager", .direct("manager")),
            ]
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
        SmallForests.rule(
            .tenant,
            "person",
            "user",
            200,
            joins: [["sourceAnchor = sourceAnchor"]],
            [
                ("sourceAnchor", .direct("sourceAnchor")), ("displayName", .direct("cn")), ("phone", .direct("phone")),
                ("manager", .direct("manager")),
            ]
        ),
    ]

    private let forest: WrittenForest
    private var store: WorkspaceStore { forest.store }

    init() throws { forest = try WrittenForest() }

    private func object(
        _ anchor: String,
        in partition: String,
        of connector: ConnectorID = SmallForests.one,
        id: String? = nil,
        _ values: KeyValuePairs<AttributeName, String> = [:]
    ) -> ConnectorSpaceObject {
        var packer = EntryPacker()
        let own: [(AttributeName, String)] = [("id", id ?? anchor), ("cn", "cn " + anchor), ("anchor", anchor)]
        let record = LDIFRecord(
            dn: "CN=\(anchor),\(partition)",
            values: (own + values.map { ($0.key, $0.value) }).map { name, value in
                LDIFRecord.Value(name: name, bytes: Array(value.utf8))
            }
        )
        return ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(connector: connector, partition: partition, anchor: Array(anchor.utf8)),
            objectClass: "user",
            entry: record.packed(with: &packer, table: store.table)
        )
    }

    /// All objects of a partition, with the one that moves where it is there; `f1` reports to it.
    private func page(_ partition: String, _ mover: ConnectorSpaceObject?, bossIn place: String) -> ImportPage {
        var objects = [mover].compactMap { $0 }
        if partition == Self.old {
            objects.append(object("f1", in: partition, ["manager": "CN=s,\(place)"]))
            objects += (2...40).map { object("f\($0)", in: partition) }
        } else {
            objects.append(object("g", in: partition))
        }
        return ImportPage(partition: partition, begins: true, completes: true, objects: objects)
    }

    private func full(_ pages: ImportPage...) async throws -> ImportResult {
        try await FullImport(from: Script(everything: pages), into: store).run(Self.request) { _ in }
    }

    private func hear(_ pages: ChangesPage...) async throws -> ImportResult {
        let delta = DeltaImport(from: Script(changes: pages), into: store, clock: FileTime(unixSeconds: 0))
        guard case .imported(let result) = try await delta.run(Self.request, report: { _ in }) else {
            throw CancellationError()
        }
        return result
    }

    private var before: ConnectorSpaceObject { object("s", in: Self.old, id: "1") }
    /// No join would find the other forest's object any more.
    private var after: ConnectorSpaceObject { object("s", in: Self.new, id: "77") }
    private var other: ConnectorSpaceObject { object("t", in: "DC=c", of: SmallForests.two, id: "1", ["phone": "5"]) }

    private var oldPages: (before: ImportPage, after: ImportPage) {
        (page(Self.old, before, bossIn: Self.old), page(Self.old, nil, bossIn: Self.new))
    }
    private var newPages: (before: ImportPage, after: ImportPage) {
        (page(Self.new, nil, bossIn: Self.new), page(Self.new, after, bossIn: Self.new))
    }

    /// Imports and synchronizes both forests as they were, with `s` and `t` joined.
    private func join() async throws {
        _ = try await full(oldPages.before, newPages.before)
        var changes = ImportChanges()
        changes.added = [other]
        try await store.replaceConnectorSpace(of: SmallForests.two, with: changes)
        _ = try await forest.new.synchronize(false, Self.rules)
        #expect(try await link("t") == MetaverseID(projecting: before.identity))
    }

    private func objects(_ anchor: String) async throws -> [ConnectorSpaceObject] {
        let all =
            try await store.connectorSpace(of: SmallForests.one) + store.connectorSpace(of: SmallForests.two)
        return all.filter { $0.identity.anchor == Array(anchor.utf8) }
    }

    private func link(_ anchor: String) async throws -> MetaverseID? { try await objects(anchor).first?.link }

    private func images() async throws -> [String: MetaverseID] {
        let images = try await store.desiredImages(of: .tenant)
        return Dictionary(images.map { ($0.anchor, $0.metaverse) }) { first, _ in first }
    }

    /// Synchronizes, and expects the join as it was, for a run of changes and one of everything alike.
    private func expectJoin() async throws {
        let known = try await images()
        let path = forest.new.folder.file("copy.sqlite").path(percentEncoded: false)
        try StoreFixture.copy(forest.new.path, to: path)
        let copy = try WorkspaceStore(path: path)
        let full = SmallForests.synchronization(copy, Self.rules)
        let large = try await copy.synchronize { try full.run(in: $0) { _ in } }
        let small = try await forest.new.synchronize(true, Self.rules)
        #expect(SynchronizedState.figures(small) == SynchronizedState.figures(large))
        #expect((small.projected, small.joined, small.disconnected) == (0, 0, 0))
        let (one, two) = (try await SynchronizedState.lines(store), try await SynchronizedState.lines(copy))
        #expect(one == two, "\(Set(one).symmetricDifference(two).sorted())")

        let moved = try await objects("s")
        #expect(moved.map(\.identity) == [after.identity])
        #expect(moved.first?.link == MetaverseID(projecting: before.identity))
        #expect(try await link("t") == MetaverseID(projecting: before.identity))
        #expect(try await images() == known)
        _ = try await forest.new.synchronize(true, Self.rules)
        #expect(try await SynchronizedState.lines(store) == one)
    }

    private func expectMove(_ counts: ImportCounts) {
        #expect((counts.added, counts.deleted, counts.renamed) == (0, 0, 1), "\(counts)")
    }

    @Test("keep their join in a full import, whichever partition comes first", arguments: Order.allCases)
    func everything(_ order: Order) async throws {
        try await join()
        switch order {
        case .oldFirst: expectMove(try await full(oldPages.after, newPages.after).counts)
        case .newFirst: expectMove(try await full(newPages.after, oldPages.after).counts)
        case .newAlone:
            expectMove(try await full(newPages.after).counts)
            _ = try await forest.new.synchronize(true, Self.rules)
            #expect(try await full(oldPages.after).counts.deleted == 0)
        }
        try await expectJoin()
        let again = try await full(oldPages.after, newPages.after).counts
        #expect((again.added, again.updated, again.deleted) == (0, 0, 0), "\(again)")
    }

    @Test("keep their join in an import of changes, and what refers to them follows", arguments: Order.allCases)
    func changes(_ order: Order) async throws {
        try await join()
        let gone = ChangesPage(
            partition: Self.old,
            begins: true,
            changes: [.absent(anchor: before.identity.anchor)]
        )
        let come = ChangesPage(partition: Self.new, begins: true, changes: [.present(after)])
        switch order {
        case .oldFirst: expectMove(try await hear(gone, come).counts)
        case .newFirst: expectMove(try await hear(come, gone).counts)
        case .newAlone:
            expectMove(try await hear(come).counts)
            #expect(try await hear(gone).counts.deleted == 0)
        }
        try await expectJoin()
        // A full import brings nothing else.
        let everything = try await full(oldPages.after, newPages.after).counts
        #expect((everything.added, everything.updated, everything.deleted) == (0, 0, 0), "\(everything)")
    }

    @Test(
        "have gone for a while where the old partition alone is read, and keep their join unless that is synchronized"
    )
    func oldAlone() async throws {
        try await join()
        #expect(try await full(oldPages.after).counts.deleted == 1)
        #expect(try await full(newPages.after).counts.added == 1)
        try await expectJoin()

        // Back again, and missed this time.
        #expect(try await full(newPages.before).counts.deleted == 1)
        _ = try await forest.new.synchronize(false, Self.rules)
        #expect(try await full(oldPages.before).counts.added == 1)
        _ = try await forest.new.synchronize(false, Self.rules)
        #expect(try await link("t") != nil)
    }

    @Test("are found among many that are new")
    func many() async throws {
        try await join()
        let crowd = (1...1200).map { object("n\($0)", in: Self.new) }
        let page = ImportPage(
            partition: Self.new,
            begins: true,
            completes: true,
            objects: newPages.after.objects + crowd
        )
        let counts = try await full(page, oldPages.after).counts
        #expect((counts.added, counts.renamed, counts.deleted) == (1200, 1, 0), "\(counts)")
        let moved = try await objects("s")
        #expect(moved.map(\.identity) == [after.identity])
        #expect(moved.first?.link == MetaverseID(projecting: before.identity))
    }

    @Test("have not gone where their entry cannot be taken")
    func unusable() async throws {
        try await join()
        let error = ObjectError(
            code: "invalid-dn",
            connector: SmallForests.one,
            object: after.entry.dn,
            message: "No."
        )
        let page = ImportPage(
            partition: Self.new,
            begins: true,
            completes: true,
            objects: newPages.before.objects,
            errors: [error],
            unusable: [after.identity.anchor]
        )
        #expect(try await full(oldPages.after, page).counts.deleted == 0)
        #expect(try await objects("s").map(\.identity) == [before.identity])
        expectMove(try await full(oldPages.after, newPages.after).counts)
        try await expectJoin()
    }

    @Test("keep what was written to the copy of their forest", arguments: [true, false])
    func written(_ isFull: Bool) async throws {
        _ = try await full(oldPages.before, newPages.before)
        try await forest.write(forest.wanted(["title": "n"]), to: "s")
        for _ in 0..<2 {
            if isFull {
                _ = try await full(newPages.after, oldPages.after)
            } else {
                _ = try await hear(ChangesPage(partition: Self.new, begins: true, changes: [.present(after)]))
            }
            #expect(try await forest.values("title")["s"] == ["n"])
            #expect(try await objects("s").map(\.identity) == [after.identity])
            #expect(try forest.copies() == 1)
            #expect(try await store.unconfirmedWriteBacks(of: SmallForests.one) == 0)
        }
        let last = try await full(oldPages.after, newPages.after).counts
        #expect((last.added, last.deleted, last.renamed) == (0, 0, 0), "\(last)")
    }
}
