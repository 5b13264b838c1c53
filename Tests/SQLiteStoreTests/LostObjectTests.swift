import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import Testing

/// The guard before imports is Dryad's own.
@Suite("What imports have lost")
struct LostObjectTests {
    private struct Script: Connector {
        let identity = NewStore.connector
        let pages: [ImportPage]

        func parameters() async throws -> RuleParameters { RuleParameters(values: [:]) }

        func importObjects(
            _ request: ImportRequest,
            table: AttributeTable,
            deliver: (ImportPage) async throws -> Void
        ) async throws -> ImportOutcome {
            var outcome = ImportOutcome()
            for page in pages {
                try await deliver(page)
                outcome.record(page.partition, .complete)
            }
            return outcome
        }
    }

    private let new: NewStore
    private var store: WorkspaceStore { new.store }
    private static let (one, two) = ("DC=a", "DC=b")

    init() throws { new = try NewStore() }

    private func users(
        _ numbers: Range<Int>,
        _ container: String,
        of partition: String = Self.one
    ) -> [ConnectorSpaceObject] {
        numbers.map { number in
            var packer = EntryPacker()
            packer.begin(dn: "CN=u\(number),\(container)")
            return ConnectorSpaceObject(
                identity: ConnectorSpaceIdentity(
                    connector: NewStore.connector,
                    partition: partition,
                    anchor: Array("anchor \(number)".utf8)
                ),
                objectClass: "user",
                entry: packer.finish()
            )
        }
    }

    /// Imports domains, each of them whole.
    @discardableResult
    private func read(_ domains: (name: String, objects: [ConnectorSpaceObject])...) async throws -> ImportCounts {
        let pages = domains.map { domain in
            ImportPage(partition: domain.name, begins: true, completes: true, objects: domain.objects)
        }
        return try await FullImport(from: Script(pages: pages), into: store)
            .run(.init(classes: [], attributes: [])) { _ in }.counts
    }

    private func accept() async throws {
        try await store.accept(try await store.currentTallies(of: NewStore.connector), of: NewStore.connector)
    }

    private func gone() async throws -> [ObjectTally] { try await store.goneTallies(of: NewStore.connector) }

    private func objections() async throws -> [String] {
        ImportGuard.standard.objections(
            before: try await store.acceptedTallies(of: NewStore.connector),
            now: try await store.currentTallies(of: NewStore.connector),
            gone: try await gone()
        )
    }

    private var people: [ConnectorSpaceObject] { users(1000..<1300, "OU=People,DC=a") }
    private var berlin: [ConnectorSpaceObject] { users(0..<60, "OU=Team,OU=Berlin,DC=a") }
    private var hired: [ConnectorSpaceObject] { users(2000..<2010, "OU=People,DC=a") }
    private let lost = [ObjectTally(objectClass: "user", container: "ou=team,ou=berlin,dc=a", count: 60)]

    @Test("is known whatever comes beside it, until it comes back or may go", arguments: [true, false])
    func hidden(_ isFull: Bool) async throws {
        try await read((Self.one, people + berlin))
        try await accept()
        if isFull {
            try await read((Self.one, people + hired))
        } else {
            var changes = ImportChanges()
            changes.added = hired
            changes.deleted = berlin.map(\.identity)
            try await store.replaceConnectorSpace(of: NewStore.connector, with: changes)
        }
        for _ in 0..<2 {
            #expect(try await gone() == lost)
            #expect(
                try await objections() == ["60 of 60 objects of the class user in ou=berlin,dc=a have gone."]
            )
            try await read((Self.one, people + hired))
        }
        try await read((Self.one, people + hired + users(0..<60, "OU=Munich,DC=a")))
        #expect(try await gone().isEmpty)
        #expect(try await objections().isEmpty)
        try await read((Self.one, people + hired))
        #expect(try await gone() == lost)
        try await accept()
        #expect(try await gone().isEmpty)
        #expect(try await objections().isEmpty)
    }

    @Test("is nothing that has moved within its domain, or to another one in whatever order these are read")
    func moved() async throws {
        for order in 0..<4 {
            let others = users(5000..<5010, "OU=People,DC=b", of: Self.two)
            try await read((Self.one, people + berlin), (Self.two, others))
            try await accept()
            let inTwo = others + users(0..<60, "OU=Berlin,DC=b", of: Self.two)
            switch order {
            case 0: try await read((Self.one, people + users(0..<60, "OU=Munich,DC=a")))
            case 1: try await read((Self.one, people), (Self.two, inTwo))
            case 2: try await read((Self.two, inTwo), (Self.one, people))
            default:
                try await read((Self.one, people))
                #expect(try await gone() == lost)
                try await read((Self.two, inTwo))
            }
            #expect(try await gone().isEmpty, "\(order)")
            #expect(try await objections().isEmpty, "\(order)")
        }
    }

    @Test("is nothing that came after somebody last looked, and was never synchronized")
    func passing() async throws {
        try await read((Self.one, people))
        try await accept()
        try await read((Self.one, people + users(3000..<3400, "OU=People,DC=a")))
        try await read((Self.one, people))
        #expect(try await gone().isEmpty)
        #expect(try await objections().isEmpty)
    }
}
