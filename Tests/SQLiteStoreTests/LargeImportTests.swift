import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("A full import that brings more than there was")
struct LargeImportTests {
    private let new: NewStore
    private static let connector = NewStore.connector

    init() throws { new = try NewStore() }

    private var store: WorkspaceStore { new.store }
    private var path: String { new.path }

    private struct Broken: Error {}

    /// Delivers what a test says, and breaks off where it is told to.
    private struct Script: Connector {
        let identity = LargeImportTests.connector
        let pages: [ImportPage]
        var incomplete: Set<String> = []
        var breaks = false

        func parameters() async throws -> RuleParameters { RuleParameters(values: [:]) }

        func importObjects(
            _ request: ImportRequest,
            table: AttributeTable,
            deliver: (ImportPage) async throws -> Void
        ) async throws -> ImportOutcome {
            var outcome = ImportOutcome()
            for page in pages {
                try await deliver(page)
                let isWhole = !incomplete.contains(page.partition)
                if page.completes { outcome.record(page.partition, isWhole ? .complete : .incomplete(reason: "no")) }
            }
            for partition in incomplete { outcome.record(partition, .incomplete(reason: "no")) }
            if breaks { throw Broken() }
            return outcome
        }
    }

    private static func anchor(_ number: Int) -> [UInt8] {
        // Their order has nothing to do with that of the numbers.
        let mixed = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        return (0..<16).map { UInt8(truncatingIfNeeded: mixed >> UInt64(8 * ($0 % 8))) }
    }

    private func object(_ number: Int, _ partition: String, _ objectClass: AttributeName) -> ConnectorSpaceObject {
        var packer = EntryPacker()
        packer.begin(dn: "CN=u\(number),\(partition)")
        return ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(
                connector: Self.connector,
                partition: partition,
                anchor: Self.anchor(number)
            ),
            objectClass: objectClass,
            entry: packer.finish()
        )
    }

    /// The pages of one partition, of which the last says that it was the last.
    private func pages(
        _ partition: String,
        _ numbers: some Collection<Int>,
        isWhole: Bool = true,
        class objectClass: (Int) -> AttributeName = { _ in "user" }
    ) -> [ImportPage] {
        let objects = numbers.map { object($0, partition, objectClass($0)) }
        let starts = Array(stride(from: 0, to: max(objects.count, 1), by: 400))
        return starts.map { start in
            ImportPage(
                partition: partition,
                begins: start == 0,
                completes: isWhole && start == starts.last,
                objects: Array(objects[start..<min(start + 400, objects.count)])
            )
        }
    }

    @discardableResult
    private func run(_ script: Script) async throws -> ImportResult {
        try await FullImport(from: script, into: store).run(.init(classes: [], attributes: [])) { _ in }
    }

    private func schema() throws -> [String] { try StoreFixture.schema(of: "space_object", in: path) }

    private func names() async throws -> [String] {
        try await store.connectorSpace(of: Self.connector).map(\.entry.dn).sorted()
    }

    @Test("indexes and triggers are there again, and find what came")
    func indexes() async throws {
        let before = try schema()
        #expect(before.count { $0.contains("INDEX") } == 2 && before.count { $0.contains("TRIGGER") } == 6)
        let counts = try await run(Script(pages: pages("A", 0..<1500) + pages("B", 1500..<4500))).counts
        #expect(counts.added == 4500)
        #expect(try schema() == before)
        let identity = object(1234, "A", "user").identity
        #expect(try await store.objects([identity]).map(\.entry.dn) == ["CN=u1234,A"])
        let found = try await store.connectorSpace(of: Self.connector, beginning: "CN=U123", after: nil, limit: 20)
        #expect(found.count == 11)
        #expect(try await store.classCounts(of: Self.connector) == ["user": 4500])
        let again = try await run(Script(pages: pages("A", 0..<1500) + pages("B", 1500..<4500))).counts
        #expect(again.unchanged == 4500 && again.total == 4500)
    }

    @Test(
        "an import that fails, or is not taken over, leaves indexes and objects as they were",
        arguments: [(true, false), (false, false), (false, true)]
    )
    func failing(breaks: Bool, isStopped: Bool) async throws {
        try await run(Script(pages: pages("A", 0..<3)))
        let (schema, names) = (try schema(), try await names())
        let script = Script(pages: pages("A", 0..<1800, isWhole: false), incomplete: ["A"], breaks: breaks)
        let task = Task {
            var count = 0
            _ = try await FullImport(from: script, into: store).run(.init(classes: [], attributes: [])) { _ in
                count += 1
                if isStopped, count == 5 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: (any Error).self) { try await task.value }
        #expect(try self.schema() == schema)
        #expect(try await self.names() == names)
        #expect(try await store.classCounts(of: Self.connector) == ["user": 3])
        #expect(try await run(Script(pages: pages("A", 1..<1200))).counts.added == 1197)
        #expect(try await store.classCounts(of: Self.connector) == ["user": 1199])
    }

    @Test("of a partition that did not come whole nothing stays, and the indexes have what came of another")
    func incomplete() async throws {
        let schema = try schema()
        let script = Script(
            pages: pages("A", 0..<1400, isWhole: false) + pages("B", 2000..<2010),
            incomplete: ["A"]
        )
        #expect(try await run(script).counts.added == 10)
        #expect(try self.schema() == schema)
        #expect(try await store.classCounts(of: Self.connector) == ["user": 10])
        #expect(try await store.objects([object(2005, "B", "user").identity]).count == 1)
    }

    private func remember() async throws {
        try await store.synchronize { transaction in
            try [UInt8]([1]).withUnsafeBytes { try transaction.remember("part", $0) }
            try transaction.endMemory(of: ["part"])
        }
    }

    @Test("everything that came is noted for the next synchronization of changes")
    func noted() async throws {
        try await run(Script(pages: pages("A", 0..<3)))
        try await remember()
        try await run(Script(pages: pages("A", 0..<3) + pages("B", 3..<1503)))
        let changes = try await store.synchronize { try $0.changedObjects() }
        #expect(changes.map(\.number) == Array(4...1503))
        #expect(changes.allSatisfy { $0.connector == Self.connector })
    }

    @Test("a number that is used again, and an object that changes twice, are noted once")
    func notedOnce() async throws {
        try await run(Script(pages: pages("A", 0..<3)))
        try await remember()
        try await run(Script(pages: pages("A", 0..<2)))
        try await run(Script(pages: pages("A", [0, 1, 7])))
        try await run(Script(pages: pages("A", [0, 1, 7]) { $0 == 0 ? "group" : "user" }))
        try await run(Script(pages: pages("A", [0, 1, 7]) { $0 == 0 ? "contact" : "user" }))
        #expect(try await store.synchronize { try $0.changedObjects() }.map(\.number) == [1, 3])
        #expect(try await store.classCounts(of: Self.connector) == ["contact": 1, "user": 2])
        #expect(try await store.isImportUnchecked(Self.connector))
    }

    @Test("counts of classes are what is there, whatever comes, goes and changes", arguments: SeededGenerator.seeds(5))
    func counts(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let classes: [AttributeName] = ["user", "group", "contact"]
        for _ in 0..<8 {
            let numbers = (0..<Int.random(in: 0..<40, using: &random)).map {
                $0 + Int.random(in: 0..<2, using: &random)
            }
            let shift = Int.random(in: 0..<3, using: &random)
            let unique = Set(numbers).sorted()
            try await run(Script(pages: pages("A", unique) { classes[($0 + shift) % 3] } + pages("B", 50..<50 + shift)))
            var changes = ImportChanges()
            changes.added = [object(100, "C", classes[shift])]
            if Bool.random(using: &random) { changes.deleted = [object(50, "B", "user").identity] }
            try await store.replaceConnectorSpace(of: Self.connector, with: changes)
            let objects = try await store.connectorSpace(of: Self.connector)
            let counted = Dictionary(objects.map { ($0.objectClass.spelling, 1) }, uniquingKeysWith: +)
            #expect(try await store.classCounts(of: Self.connector) == counted, "\(random)")
            #expect(try await store.objectCount(of: Self.connector) == objects.count, "\(random)")
            try await run(
                Script(pages: pages("A", unique) { classes[($0 + shift) % 3] } + pages("B", 0..<0) + pages("C", 0..<0))
            )
        }
    }
}
