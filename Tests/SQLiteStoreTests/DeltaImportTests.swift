import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("An import of changes")
struct DeltaImportTests {
    private let folder: TemporaryFolder
    private let store: WorkspaceStore
    private let clock = FileTime(unixSeconds: 1_700_000_000)
    private static let connector = ConnectorID("00000000-0000-4000-8000-000000000001")

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.file("store.sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        store = try WorkspaceStore(path: path)
    }

    /// Delivers what a test says: everything in a full import, changes in one of changes.
    private struct Script: Connector {
        let identity = DeltaImportTests.connector
        var everything: [ConnectorSpaceObject] = []
        var changes: [ChangesPage] = []
        var cursor: [UInt8]? = [1]
        var mustReadInFull: [String] = []
        var incomplete: [String] = []
        var referencesFollow = false
        let asked = Locked<[[String: [UInt8]]]>([])

        func parameters() async throws -> RuleParameters { RuleParameters(values: [:]) }

        func importObjects(
            _ request: ImportRequest,
            table: AttributeTable,
            deliver: (ImportPage) async throws -> Void
        ) async throws -> ImportOutcome {
            try await deliver(ImportPage(partition: "DC=a", begins: true, completes: true, objects: everything))
            var outcome = ImportOutcome.complete("DC=a")
            outcome.cursors["DC=a"] = cursor
            return outcome
        }

        func importChanges(
            _ request: ImportRequest,
            since cursors: [String: [UInt8]],
            table: AttributeTable,
            deliver: (ChangesPage) async throws -> Void
        ) async throws -> ImportOutcome {
            asked.withLock { $0.append(cursors) }
            for page in changes { try await deliver(page) }
            var outcome = ImportOutcome()
            outcome.mustReadInFull = mustReadInFull
            outcome.referencesFollow = referencesFollow
            if incomplete.isEmpty {
                outcome.record("DC=a", .complete)
                outcome.cursors["DC=a"] = cursor
            }
            for partition in incomplete { outcome.record(partition, .incomplete(reason: "no")) }
            return outcome
        }
    }

    private func object(
        _ anchor: String,
        named name: String? = nil,
        _ values: [(String, String)] = []
    ) throws
        -> ConnectorSpaceObject
    {
        var packer = EntryPacker()
        packer.begin(dn: name ?? "CN=\(anchor),DC=a")
        for (attribute, value) in values + [("entryUUID", "uuid-\(anchor)")] {
            packer.add(try #require(store.table.identifier(for: AttributeName(attribute))), text: value)
        }
        return ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(connector: Self.connector, partition: "DC=a", anchor: Array(anchor.utf8)),
            objectClass: "user",
            entry: packer.finish()
        )
    }

    private let request = ImportRequest(classes: ["user"], attributes: ["title", "manager"], references: ["manager"])

    private func fill(_ objects: [ConnectorSpaceObject], cursor: [UInt8]? = [1]) async throws {
        var script = Script(everything: objects)
        script.cursor = cursor
        _ = try await FullImport(from: script, into: store, clock: clock).run(request) { _ in }
    }

    private func page(_ changes: [ImportedChange], begins: Bool = true) -> ChangesPage {
        ChangesPage(partition: "DC=a", begins: begins, changes: changes)
    }

    private func run(_ script: Script, at seconds: Int64 = 0) async throws -> DeltaImport.Outcome {
        let now = FileTime(unixSeconds: clock.unixSeconds + seconds)
        return try await DeltaImport(from: script, into: store, clock: now).run(request) { _ in }
    }

    private func imported(_ script: Script) async throws -> ImportResult {
        guard case .imported(let result) = try await run(script) else { throw CancellationError() }
        return result
    }

    private var space: [ConnectorSpaceObject] {
        get async throws { try await store.connectorSpace(of: Self.connector) }
    }

    @Test("what could not be taken and was read twice is one error")
    func readTwice() async throws {
        try await fill([object("a")])
        let error = ObjectError(code: "missing-anchor", connector: Self.connector, object: "CN=b,DC=a", message: "No.")
        let pages = [true, false].map {
            ChangesPage(partition: "DC=a", begins: $0, changes: [], errors: [error])
        }
        #expect(try await imported(Script(changes: pages)).errors == [error])
    }

    @Test("what is told is put in place with the new watermark, and counted")
    func changes() async throws {
        try await fill([object("a"), object("b"), object("c"), object("d")])
        var script = Script(changes: [
            page([
                .present(try object("a", [("title", "x")])), .present(try object("b", named: "CN=bee,DC=a")),
                .present(try object("e")), .absent(anchor: Array("c".utf8)), .absent(anchor: Array("unknown".utf8)),
            ])
        ])
        script.cursor = [2]
        let result = try await imported(script)
        #expect(script.asked.withLock { $0 } == [["DC=a": [1]]])
        #expect(result.counts.added == 1 && result.counts.updated == 2 && result.counts.renamed == 1)
        #expect(result.counts.deleted == 1 && result.counts.unchanged == 1)
        #expect(try await space.map(\.entry.dn) == ["CN=a,DC=a", "CN=bee,DC=a", "CN=d,DC=a", "CN=e,DC=a"])
        #expect(try await store.watermarks(of: Self.connector).map(\.cursor) == [[2]])
    }

    @Test("what was told before a reading began anew does not count, and what is told last holds")
    func order() async throws {
        try await fill([object("a"), object("b")])
        let result = try await imported(
            Script(changes: [
                page([.absent(anchor: Array("a".utf8))]), page([.absent(anchor: Array("b".utf8))]),
                page([.present(try object("b"))], begins: false),
            ])
        )
        #expect(result.counts.deleted == 0 && result.counts.updated == 0 && result.counts.unchanged == 2)
    }

    @Test("objects that are known by another value than their anchor")
    func byValue() async throws {
        try await fill([object("a"), object("b"), object("c"), object("d")])
        let uuid = try #require(store.table.identifier(for: "entryUUID"))
        let some = try await imported(Script(changes: [page([.absentValue(uuid, Array("uuid-a".utf8))])]))
        #expect(some.counts.deleted == 1)
        #expect(try await space.map(\.entry.dn) == ["CN=b,DC=a", "CN=c,DC=a", "CN=d,DC=a"])
        let left: Set<[UInt8]> = [Array("uuid-c".utf8)]
        let others = try await imported(
            Script(changes: [page([.present(try object("d", [("title", "x")])), .onlyValues(uuid, left)])])
        )
        #expect(others.counts.deleted == 1)
        #expect(try await space.map(\.entry.dn) == ["CN=c,DC=a", "CN=d,DC=a"])
    }

    @Test(
        "without a watermark that is good everything has to be read, and nothing changes",
        arguments: ["none", "selection", "containers", "age", "server"]
    )
    func fullRead(_ why: String) async throws {
        if why != "none" { try await fill([object("a")]) }
        var script = Script(changes: [page([.absent(anchor: Array("a".utf8))])])
        var asked = request
        if why == "selection" { asked = ImportRequest(classes: ["user"], attributes: ["title", "mail"]) }
        if why == "containers" {
            let scope = ContainerScope([.init(name: "OU=x,DC=a", identity: nil, isRead: false)], includesNew: true)
            asked = ImportRequest(classes: request.classes, attributes: request.attributes, limits: scope.limits)
        }
        if why == "server" { script.mustReadInFull = ["The server was set back."] }
        let now = FileTime(unixSeconds: clock.unixSeconds + (why == "age" ? DeltaImport.oldestWatermark + 1 : 0))
        let before = try await space
        let outcome = try await DeltaImport(from: script, into: store, clock: now).run(asked) { _ in }
        guard case .mustReadInFull(let reasons) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reasons.count == 1)
        #expect(script.asked.withLock { $0.isEmpty } == (why != "server"))
        #expect(try await space == before)
    }

    @Test("a partition that was not read to its end changes nothing, and its watermark stays")
    func incomplete() async throws {
        try await fill([object("a")])
        var script = Script(changes: [page([.absent(anchor: Array("a".utf8))])])
        script.incomplete = ["DC=a"]
        script.cursor = [9]
        let result = try await imported(script)
        #expect(result.incomplete.map(\.partition) == ["DC=a"] && result.counts.deleted == 0)
        #expect(try await store.watermarks(of: Self.connector).map(\.cursor) == [[1]])
        #expect(try await space.count == 1)
    }

    @Test("a full import without a cursor takes the watermark away")
    func forgotten() async throws {
        try await fill([object("a")])
        try await fill([object("a")], cursor: nil)
        #expect(try await store.watermarks(of: Self.connector).isEmpty)
    }

    @Test("what lies below a renamed object follows it, and references do where the directory keeps them")
    func followers() async throws {
        let objects = [
            try object("p", named: "CN=p,DC=a"), try object("q", named: "CN=q\\,r,CN=p,DC=a"),
            try object("x", [("manager", "cn=P,DC=a")]), try object("y", [("manager", "CN=q\\,r,CN=p,DC=a")]),
            try object("z", [("manager", "CN=g,DC=a")]), try object("g"),
        ]
        try await fill(objects)
        var script = Script(changes: [
            page([.present(try object("p", named: "CN=new,DC=a")), .absent(anchor: Array("g".utf8))])
        ])
        script.referencesFollow = true
        let result = try await imported(script)
        #expect(result.counts.renamed == 2)
        func managers() async throws -> [String] {
            try await space.map { Entry($0.entry, table: store.table).text("manager") ?? "-" }
        }
        #expect(try await space.map(\.entry.dn).contains("CN=q\\,r,CN=new,DC=a"))
        #expect(try await managers() == ["-", "-", "CN=new,DC=a", "CN=q\\,r,CN=new,DC=a", "-"])
        try await fill(objects)
        script.referencesFollow = false
        _ = try await imported(script)
        #expect(try await managers() == ["-", "-", "cn=P,DC=a", "CN=q\\,r,CN=p,DC=a", "CN=g,DC=a"])
    }

    @Test("an import that is given up at a safe point changes nothing")
    func givenUp() async throws {
        try await fill([object("a")])
        let script = Script(changes: [page([.absent(anchor: Array("a".utf8))])])
        let delta = DeltaImport(from: script, into: store, clock: clock) { throw CancellationError() }
        await #expect(throws: CancellationError.self) { _ = try await delta.run(request) { _ in } }
        #expect(try await space.count == 1)
    }

    @Test("random changes give the connector space of a full import", arguments: SeededGenerator.seeds(10))
    func random(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        var world: [String: ConnectorSpaceObject] = [:]
        let names = (0..<12).map { "n\($0)" }
        try await fill([])
        for step in 2..<12 {
            var told: [ImportedChange] = []
            for name in names where Int.random(in: 0..<3, using: &random) == 0 {
                switch Int.random(in: 0..<3, using: &random) {
                case 0:
                    if world.removeValue(forKey: name) != nil { told.append(.absent(anchor: Array(name.utf8))) }
                default:
                    let parent = Bool.random(using: &random) ? "OU=x,DC=a" : "DC=a"
                    let title = [("title", "\(Int.random(in: 0..<3, using: &random))")]
                    let new = try object(name, named: "CN=\(name),\(parent)", title)
                    world[name] = new
                    told.append(.present(new))
                }
            }
            var script = Script(changes: [page(told)])
            script.cursor = [UInt8(step)]
            _ = try await imported(script)
            let expected = world.values.sorted { $0.identity < $1.identity }
            #expect(try await space == expected, "\(random)")
        }
    }
}
