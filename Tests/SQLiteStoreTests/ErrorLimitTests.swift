import Directory
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("Errors beyond the limit end a synchronization where it stands")
struct ErrorLimitTests {
    /// Where the objects have their errors.
    enum Place: String, Sendable, CaseIterable { case linking, inbound, outbound }

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let rules: [SyncRule] = [
        SmallForests.rule(
            SmallForests.one,
            "user",
            "person",
            100,
            [
                ("sourceAnchor", .direct("cn")), ("cn", .direct("cn")), ("employeeID", .direct("employeeID")),
                ("description", .expression("IIF([description]=\"inbound\", Error(\"no\"), [description])")),
            ]
        ),
        SmallForests.rule(
            SmallForests.two,
            "user",
            "person",
            101,
            link: .join,
            joins: [["employeeID = employeeID"]],
            [("company", .direct("company"))]
        ),
        SmallForests.rule(
            .tenant,
            "person",
            "user",
            200,
            joins: [["sourceAnchor = sourceAnchor"]],
            [
                ("sourceAnchor", .direct("sourceAnchor")), ("displayName", .direct("cn")),
                ("description", .expression("IIF([description]=\"outbound\", Error(\"no\"), [description])")),
                ("dn", .expression("\"CN=\" & [cn]")),
            ]
        ),
    ]

    private static func object(
        _ number: Int,
        in connector: ConnectorID,
        _ values: KeyValuePairs<AttributeName, String>,
        _ table: AttributeTable
    ) -> ConnectorSpaceObject {
        var packer = EntryPacker()
        let record = LDIFRecord(
            dn: "CN=U\(number),DC=test",
            values: values.map { .init(name: $0.key, bytes: Array($0.value.utf8)) }
        )
        return ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(
                connector: connector,
                partition: "DC=test",
                anchor: Array("\(1000 + number)".utf8)
            ),
            objectClass: "user",
            entry: record.packed(with: &packer, table: table)
        )
    }

    /// Users of the first forest; `descriptions` says where which of them have an error.
    private static func users(
        _ numbers: Range<Int>,
        _ table: AttributeTable,
        _ description: (Int) -> Place?
    )
        -> [ConnectorSpaceObject]
    {
        numbers.map {
            object(
                $0,
                in: SmallForests.one,
                ["cn": "U\($0)", "employeeID": "E\($0)", "description": description($0)?.rawValue ?? "fine"],
                table
            )
        }
    }

    private func store(_ description: (Int) -> Place?) async throws -> WorkspaceStore {
        let path = folder.file("store.sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        let store = try WorkspaceStore(path: path)
        var changes = ImportChanges()
        changes.added = Self.users(0..<100, store.table, description)
        try await store.replaceConnectorSpace(of: SmallForests.one, with: changes)
        var others = ImportChanges()
        // All of them match one object, and one of them can be joined to it.
        others.added = (0..<41).map { number in
            let wanted = description(number) == .linking ? "E0" : "none"
            return Self.object(number, in: SmallForests.two, ["employeeID": wanted], store.table)
        }
        try await store.replaceConnectorSpace(of: SmallForests.two, with: others)
        return store
    }

    private func run(
        _ kind: String,
        _ store: WorkspaceStore,
        limit: Int = .max
    ) async throws -> SynchronizationCounts {
        let full = SmallForests.synchronization(store, Self.rules, errorLimit: limit)
        return try await store.synchronize { transaction in
            switch kind {
            case "delta": try DeltaSynchronization(full).run(in: transaction) { _ in }
            case "checking": try CheckingSynchronization(full).run(in: transaction) { _ in }
            default: try full.run(in: transaction) { _ in }
            }
        }
    }

    /// Runs into the limit; nothing may be other than before.
    private func stopped(_ kind: String, _ store: WorkspaceStore, limit: Int) async throws -> TooManyErrors? {
        let before = try StoreFixture.everything(in: store.path)
        var stopped: TooManyErrors?
        do {
            let counts = try await run(kind, store, limit: limit)
            Issue.record("it ran to its end, with \(counts.errors.count) errors")
        } catch let many as TooManyErrors { stopped = many }
        #expect(try StoreFixture.everything(in: store.path) == before)
        return stopped
    }

    @Test(
        "in each pass, with nothing kept, the same errors each time, and the rest not looked at",
        arguments: Place.allCases
    )
    func everywhere(_ place: Place) async throws {
        let store = try await store { $0 < 41 ? place : nil }
        let many = try #require(try await stopped("full", store, limit: 10))
        #expect(many.errors.count == 11)
        #expect(many.evaluated == [.linking: 0, .inbound: 11, .outbound: 100][place])
        #expect(try await stopped("full", store, limit: 10) == many)
        // Without a limit they are forty or one more, and those are among them.
        let all = place == .linking ? 40 : 41
        #expect(try await stopped("full", store, limit: all - 1)?.errors.count == all)
        let counts = try await run("full", store, limit: all)
        #expect(counts.errors.count == all && Set(counts.errors).isSuperset(of: many.errors))
        #expect(counts.evaluated == 100)
    }

    @Test("those of all passes count together")
    func together() async throws {
        let store = try await store { $0 < 6 ? .inbound : $0 < 12 ? .outbound : nil }
        let many = try #require(try await stopped("full", store, limit: 10))
        #expect(
            many.errors.map(\.connector) == Array(repeating: SmallForests.one, count: 6)
                + Array(repeating: .tenant, count: 5)
        )
        #expect(try await stopped("full", store, limit: 5)?.errors.count == 6)
        #expect(try await run("full", store, limit: 12).errors.count == 12)
    }

    @Test(
        "in runs that work out what has changed",
        arguments: ["delta", "checking"],
        [Place.inbound, .outbound]
    )
    func changes(_ kind: String, _ place: Place) async throws {
        let store = try await store { _ in nil }
        #expect(try await run("full", store).errors.isEmpty)
        var changes = ImportChanges()
        changes.updated = Self.users(20..<35, store.table) { _ in place }
        try await store.replaceConnectorSpace(of: SmallForests.one, with: changes)
        let many = try #require(try await stopped(kind, store, limit: 5))
        #expect(many.errors.count == 6 && many.evaluated == (place == .inbound ? 6 : 15))
        #expect(try await stopped(kind, store, limit: 5) == many)
        let counts = try await run(kind, store, limit: 15)
        #expect(counts.fullBecause == nil && counts.errors.count == 15)
        // They are worked out again, and found again, although nothing has changed.
        #expect(try await stopped(kind, store, limit: 14)?.errors.count == 15)
    }

    @Test("a limit that is not reached makes no difference", arguments: SeededGenerator.seeds(5))
    func below(_ seed: UInt64) async throws {
        var forests = SmallForests(SeededGenerator(seed: seed))
        let path = folder.file("one.sqlite").path(percentEncoded: false)
        try WorkspaceStore.create(at: path)
        let one = try WorkspaceStore(path: path)
        for change in forests.first(one.table) { try await one.replaceConnectorSpace(of: change.0, with: change.1) }
        let other = folder.file("two.sqlite").path(percentEncoded: false)
        try StoreFixture.copy(path, to: other)
        let two = try WorkspaceStore(path: other)
        let free = SmallForests.synchronization(one)
        let counts = try await one.synchronize { try free.run(in: $0) { _ in } }
        let bound = SmallForests.synchronization(two, errorLimit: counts.errors.count)
        let same = try await two.synchronize { try bound.run(in: $0) { _ in } }
        #expect(SynchronizedState.figures(counts) == SynchronizedState.figures(same), "\(forests.description)")
        #expect(try await SynchronizedState.lines(one) == SynchronizedState.lines(two), "\(forests.description)")
    }
}
