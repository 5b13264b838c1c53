import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import TestSupport
import Testing

@Suite("Two entries with one anchor")
struct OneAnchorTests {
    private let new: NewStore

    init() throws { new = try NewStore() }

    private var store: WorkspaceStore { new.store }

    /// Delivers pages as a test says.
    private struct Script: Connector {
        let identity = NewStore.connector
        var pages: [[ConnectorSpaceObject]] = []
        var changes: [[ImportedChange]] = []

        func parameters() async throws -> RuleParameters { RuleParameters(values: [:]) }

        func importObjects(
            _ request: ImportRequest,
            table: AttributeTable,
            deliver: (ImportPage) async throws -> Void
        ) async throws -> ImportOutcome {
            for (place, page) in pages.enumerated() {
                let isLast = place == pages.count - 1
                try await deliver(
                    ImportPage(partition: "DC=a", begins: place == 0, completes: isLast, objects: page)
                )
            }
            return outcome
        }

        func importChanges(
            _ request: ImportRequest,
            since cursors: [String: [UInt8]],
            table: AttributeTable,
            deliver: (ChangesPage) async throws -> Void
        ) async throws -> ImportOutcome {
            for (place, page) in changes.enumerated() {
                try await deliver(ChangesPage(partition: "DC=a", begins: place == 0, changes: page))
            }
            return outcome
        }

        private var outcome: ImportOutcome {
            var outcome = ImportOutcome.complete("DC=a")
            outcome.cursors["DC=a"] = [1]
            return outcome
        }
    }

    private static let request = ImportRequest(classes: ["user"], attributes: ["title"])

    /// An entry whose `entryUUID` follows from its name.
    private func entry(_ name: String, _ anchor: String = "x", title: String = "") throws -> ConnectorSpaceObject {
        var packer = EntryPacker()
        packer.begin(dn: "CN=\(name),DC=a")
        packer.add(try #require(store.table.identifier(for: "entryUUID")), text: "uuid-\(name)")
        if !title.isEmpty { packer.add(try #require(store.table.identifier(for: "title")), text: title) }
        return ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(
                connector: NewStore.connector,
                partition: "DC=a",
                anchor: Array(anchor.utf8)
            ),
            objectClass: "user",
            entry: packer.finish()
        )
    }

    private func full(_ pages: [[ConnectorSpaceObject]]) async throws -> ImportResult {
        try await FullImport(from: Script(pages: pages), into: store).run(Self.request) { _ in }
    }

    private func delta(_ changes: [[ImportedChange]]) async throws -> ImportResult {
        let task = DeltaImport(from: Script(changes: changes), into: store, clock: FileTime(unixSeconds: 0))
        guard case .imported(let result) = try await task.run(Self.request, report: { _ in }) else {
            throw CancellationError()
        }
        return result
    }

    /// The names in the connector space, with the titles.
    private var space: [String] {
        get async throws {
            try await store.connectorSpace(of: NewStore.connector).map { object in
                object.entry.dn + " " + (Entry(object.entry, table: store.table).text("title") ?? "-")
            }
        }
    }

    private func expect(_ result: ImportResult, _ refused: [String], of first: String) {
        #expect(result.errors.map(\.code) == refused.map { _ in "duplicate-object" })
        #expect(result.errors.map(\.object) == refused.map { "CN=\($0),DC=a" })
        #expect(result.errors.allSatisfy { $0.message.contains("If CN=\(first),DC=a goes") }, "\(result.errors)")
    }

    @Test("a full import takes the first that comes and names both, on one page or on two", arguments: [1, 2])
    func everything(_ pages: Int) async throws {
        let (one, other, third) = (try entry("one"), try entry("other"), try entry("third", "y"))
        let all = pages == 1 ? [[one, other, third]] : [[one], [other, third]]
        for round in 0..<2 {
            let result = try await full(all)
            expect(result, ["other"], of: "one")
            #expect(result.counts.added == (round == 0 ? 2 : 0) && result.counts.deleted == 0)
            #expect(try await space == ["CN=one,DC=a -", "CN=third,DC=a -"])
        }
    }

    @Test("an import of changes keeps the one that is known, and takes the other when that has gone")
    func known() async throws {
        let uuid = try #require(store.table.identifier(for: "entryUUID"))
        _ = try await full([[try entry("one")]])
        let other = try await delta([[.present(try entry("other", title: "x"))]])
        expect(other, ["other"], of: "one")
        #expect(other.counts.updated == 0 && other.counts.added == 0)
        #expect(try await space == ["CN=one,DC=a -"])
        // Both have changed, whichever is told first: the known one is the object.
        let both = try await delta([
            [.present(try entry("other", title: "x"))], [.present(try entry("one", title: "y"))],
        ])
        expect(both, ["other"], of: "one")
        #expect(try await space == ["CN=one,DC=a y"])
        let gone = try await delta([
            [.present(try entry("other", title: "z")), .absentValue(uuid, Array("uuid-one".utf8))]
        ])
        #expect(gone.errors.isEmpty && gone.counts.deleted == 0)
        #expect(try await space == ["CN=other,DC=a z"])
    }

    @Test("one that was refused comes with a full import when the other has gone, as its error says")
    func left() async throws {
        let uuid = try #require(store.table.identifier(for: "entryUUID"))
        _ = try await full([[try entry("one")]])
        let refused = try await delta([[.present(try entry("other"))]])
        expect(refused, ["other"], of: "one")
        #expect(refused.errors.allSatisfy { $0.message.contains("dryad run FOREST full-import") })
        let gone = try await delta([[.absentValue(uuid, Array("uuid-one".utf8))]])
        #expect(gone.counts.deleted == 1)
        #expect(try await space == [])
        let everything = try await full([[try entry("other")]])
        #expect(everything.errors.isEmpty && everything.counts.added == 1)
        #expect(try await space == ["CN=other,DC=a -"])
    }

    @Test("of two that are new the first that is told is the object, and what is told of it again holds")
    func new() async throws {
        _ = try await full([[try entry("else", "y")]])
        let result = try await delta([
            [.present(try entry("one")), .present(try entry("other"))],
            [.present(try entry("other", title: "x")), .present(try entry("one", title: "y"))],
        ])
        expect(result, ["other"], of: "one")
        #expect(result.counts.added == 1)
        #expect(try await space == ["CN=one,DC=a y", "CN=else,DC=a -"])
    }
}
