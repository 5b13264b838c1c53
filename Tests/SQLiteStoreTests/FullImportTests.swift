import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("A full import, partition by partition")
struct FullImportTests {
    private let new: NewStore
    private static let connector = NewStore.connector

    init() throws { new = try NewStore() }

    private var store: WorkspaceStore { new.store }
    private var path: String { new.path }

    /// Delivers what a test says and ends as it says.
    private struct Script: Connector {
        let identity = FullImportTests.connector
        let pages: [ImportPage]
        let outcomes: [String: PartitionOutcome]
        /// Whether the last page of a complete partition says that it was the last.
        var saysWhole = true
        var cursors: [String: [UInt8]] = [:]

        func parameters() async throws -> RuleParameters { RuleParameters(values: [:]) }

        func importObjects(
            _ request: ImportRequest,
            table: AttributeTable,
            deliver: (ImportPage) async throws -> Void
        ) async throws -> ImportOutcome {
            for (place, page) in pages.enumerated() {
                let isLast = !pages[(place + 1)...].contains { $0.partition == page.partition }
                let isWhole = saysWhole && isLast && outcomes[page.partition] == .complete
                try await deliver(
                    ImportPage(
                        partition: page.partition,
                        begins: page.begins,
                        completes: isWhole,
                        objects: page.objects,
                        errors: page.errors
                    )
                )
            }
            var outcome = ImportOutcome()
            for (partition, ended) in outcomes { outcome.record(partition, ended) }
            outcome.cursors = cursors
            return outcome
        }
    }

    private func page(
        _ partition: String,
        _ names: String,
        begins: Bool = true,
        errors: [ObjectError] = []
    ) -> ImportPage {
        var packer = EntryPacker()
        let objects = names.map { name in
            packer.begin(dn: "CN=\(name),\(partition)")
            if name.isUppercase, let title = store.table.identifier(for: "title") { packer.add(title, text: "new") }
            return ConnectorSpaceObject(
                identity: ConnectorSpaceIdentity(
                    connector: Self.connector,
                    partition: partition,
                    anchor: Array(name.lowercased().utf8)
                ),
                objectClass: "user",
                entry: packer.finish()
            )
        }
        return ImportPage(partition: partition, begins: begins, objects: objects, errors: errors)
    }

    private static let error = ObjectError(
        code: "missing-anchor",
        connector: connector,
        object: "CN=z,A",
        message: "It has no objectGUID."
    )

    private func run(_ pages: [ImportPage], _ outcomes: [String: PartitionOutcome]) async throws -> ImportResult {
        let script = Script(pages: pages, outcomes: outcomes)
        return try await FullImport(from: script, into: store).run(.init(classes: [], attributes: [])) { _ in }
    }

    private var space: [String] {
        get async throws {
            try await store.connectorSpace(of: Self.connector).map { object in
                let isNew = !Entry(object.entry, table: store.table).texts("title").isEmpty
                let name = String(decoding: object.identity.anchor, as: UTF8.self)
                return object.identity.partition + "/" + (isNew ? name.uppercased() : name)
            }
        }
    }

    private func fill() async throws {
        _ = try await run([page("A", "ab"), page("B", "cd")], ["A": .complete, "B": .complete])
    }

    @Test("deletions are derived of what came whole, and of nothing else")
    func deletions() async throws {
        try await fill()
        let result = try await run([page("A", "a"), page("B", "C")], ["A": .complete, "B": .incomplete(reason: "no")])
        #expect(result.deleted == ["A": 1])
        #expect(result.counts.updated == 0 && result.counts.added == 0 && result.counts.unchanged == 3)
        #expect(result.incomplete == [IncompletePartition(partition: "B", reason: "no")])
        // A part of a partition is not taken over, not even what is new in it.
        #expect(try await space == ["A/a", "B/c", "B/d"])
        let back = try await run([page("A", "a"), page("B", "Ce")], ["A": .complete, "B": .complete])
        #expect(back.incomplete.isEmpty)
        #expect(try await space == ["A/a", "B/C", "B/e"])
    }

    /// entra-connect.md 4.2: objects become obsolete where an import ends well, and not after errors.
    @Test("nothing has gone of a partition of which an entry could not be taken; of the others it has")
    func errors() async throws {
        try await fill()
        let pages = [page("A", "A", errors: [Self.error]), page("B", "d")]
        let result = try await run(pages, ["A": .complete, "B": .complete])
        #expect(result.held == ["A": 1] && result.deleted == ["B": 1])
        #expect(result.counts.updated == 1 && result.counts.unchanged == 2 && result.errors.count == 1)
        #expect(try await space == ["A/A", "A/b", "B/d"])
        let mended = try await run([page("A", "A"), page("B", "d")], ["A": .complete, "B": .complete])
        #expect(mended.held.isEmpty && mended.deleted == ["A": 1])
        #expect(try await space == ["A/A", "B/d"])
    }

    @Test("where something may have gone imports of changes begin where they did, so that it is told again")
    func heldWatermark() async throws {
        for (mark, names, errors, expected) in [
            (1, "ab", [], 1), (2, "a", [Self.error], 1), (3, "ab", [Self.error], 3), (4, "a", [], 4),
        ] as [(UInt8, String, [ObjectError], UInt8)] {
            let script = Script(
                pages: [page("A", names, errors: errors)],
                outcomes: ["A": .complete],
                cursors: ["A": [mark]]
            )
            _ = try await FullImport(from: script, into: store).run(.init(classes: [], attributes: [])) { _ in }
            #expect(try await store.watermarks(of: Self.connector).map(\.cursor) == [[expected]])
        }
    }

    @Test("an object that comes twice, renamed between two pages, is one object, and it is said")
    func twice() async throws {
        try await fill()
        let result = try await run(
            [page("A", "ab"), page("A", "A", begins: false), page("B", "cd")],
            ["A": .complete, "B": .complete]
        )
        #expect(result.errors.map(\.code) == ["duplicate-object"] && result.errors.map(\.object) == ["CN=A,A"])
        #expect(result.deleted.isEmpty && result.counts.updated == 0 && result.counts.unchanged == 4)
        #expect(try await space == ["A/a", "A/b", "B/c", "B/d"])
    }

    @Test("a partition of which the connector says nothing is kept and reported")
    func vanished() async throws {
        try await fill()
        let result = try await run([page("A", "ab")], ["A": .complete])
        #expect(result.deleted.isEmpty)
        #expect(result.incomplete.map(\.partition) == ["B"])
        #expect(try await space == ["A/a", "A/b", "B/c", "B/d"])
    }

    @Test("pages of a partition that nobody calls complete are no objects")
    func unsaid() async throws {
        let result = try await run([page("A", "a"), page("X", "x")], ["A": .complete])
        #expect(result.incomplete.map(\.partition) == ["X"])
        #expect(try await space == ["A/a"])
    }

    @Test("a partition whose last page did not say that it was the last is left as it was, whatever is said afterwards")
    func unfinished() async throws {
        try await fill()
        let script = Script(pages: [page("A", "x")], outcomes: ["A": .complete, "B": .complete], saysWhole: false)
        let result = try await FullImport(from: script, into: store).run(.init(classes: [], attributes: [])) { _ in }
        #expect(result.incomplete.map(\.partition) == ["A"] && result.deleted == ["B": 2])
        #expect(try await space == ["A/a", "A/b"])
    }

    @Test(
        "of objects that are as they were nothing is written, and one with another name, if only in case, counts as renamed"
    )
    func written() async throws {
        try await fill()
        let before = try StoreFixture.bytes(of: path)
        let same = try await run([page("A", "ab"), page("B", "cd")], ["A": .complete, "B": .complete])
        #expect(same.counts.unchanged == 4 && same.counts.updated == 0)
        #expect(try StoreFixture.bytes(of: path) == before)
        var packer = EntryPacker()
        packer.begin(dn: "CN=other,A")
        let moved = ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(connector: Self.connector, partition: "A", anchor: Array("a".utf8)),
            objectClass: "user",
            entry: packer.finish()
        )
        let pages = [ImportPage(partition: "A", begins: true, objects: [moved]), page("A", "B", begins: false)]
        let result = try await run(pages, ["A": .complete])
        #expect(result.counts.updated == 2 && result.counts.renamed == 2)
    }

    @Test("an import that is stopped in the middle leaves nothing of itself, and the store can be written to")
    func stopped() async throws {
        try await fill()
        let script = Script(pages: [page("A", "AXYZ"), page("A", "a", begins: true)], outcomes: ["A": .complete])
        let task = Task {
            try await FullImport(from: script, into: store).run(.init(classes: [], attributes: [])) { _ in
                withUnsafeCurrentTask { $0?.cancel() }
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await space == ["A/a", "A/b", "B/c", "B/d"])
        _ = try await run([page("A", "a")], ["A": .complete])
        #expect(try await space == ["A/a", "B/c", "B/d"])
    }

    @Test("a partition that is complete and empty has lost its objects")
    func empty() async throws {
        try await fill()
        let result = try await run([page("A", "ab")], ["A": .complete, "B": .complete])
        #expect(result.deleted == ["B": 2])
        #expect(try await space == ["A/a", "A/b"])
    }

    @Test("a partition that is read anew begins anew: what came before is no second object, and none that stays")
    func restart() async throws {
        try await fill()
        let pages = [page("A", "abx"), page("B", "cd"), page("A", "A"), page("A", "y", begins: false)]
        let result = try await run(pages, ["A": .complete, "B": .complete])
        #expect(result.errors.isEmpty)
        #expect(try await space == ["A/A", "A/y", "B/c", "B/d"])
    }

    @Test("an import that brought nothing whole throws, and nothing changes")
    func nothing() async throws {
        try await fill()
        let error = await #expect(throws: SyncEngineError.self) {
            _ = try await run([page("A", "x")], ["A": .incomplete(reason: "no"), "B": .incomplete(reason: "no")])
        }
        #expect(error?.code == .incompleteImport)
        #expect(try await space == ["A/a", "A/b", "B/c", "B/d"])
    }

    @Test("what is incomplete stays so, whatever is said later")
    func stays() {
        var outcome = ImportOutcome()
        outcome.record("A", .incomplete(reason: "no"))
        outcome.record("A", .complete)
        #expect(outcome.complete.isEmpty && outcome.incomplete.map(\.reason) == ["no"])
    }

    @Test(
        "of random outcomes no deletion is of a partition that was not complete",
        arguments: SeededGenerator.seeds(10)
    )
    func random(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<10 {
            let names = ["A", "B", "C"]
            var outcomes: [String: PartitionOutcome] = [:]
            for name in names {
                switch Int.random(in: 0..<3, using: &random) {
                case 0: outcomes[name] = .complete
                case 1: outcomes[name] = .incomplete(reason: "no")
                default: break
                }
            }
            let pages = names.map { name in page(name, String("abcd".filter { _ in Bool.random(using: &random) })) }
            let complete = Set(names.filter { outcomes[$0] == .complete })
            guard !complete.isEmpty else { continue }
            let before = try await space
            let result = try await run(pages, outcomes)
            #expect(result.deleted.keys.allSatisfy { complete.contains($0) }, "\(random)")
            let untouched: (String) -> Bool = { !complete.contains(String($0.prefix(1))) }
            let after = try await space
            // What has come in a domain that was read whole has moved there.
            let stays: (String) -> Bool = { object in !complete.contains { after.contains($0 + object.dropFirst()) } }
            #expect(after.filter(untouched) == before.filter(untouched).filter(stays), "\(random)")
        }
    }
}

extension ImportResult {
    /// How many objects have gone, by partition.
    fileprivate var deleted: [String: Int] { partitions.mapValues(\.deleted).filter { $0.value > 0 } }
}
