import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import Testing

/// A forest with one partition that says what a test wants it to say, and what is written back to it.
struct WrittenForest {
    /// How an import reads.
    enum Reading: CaseIterable, Sendable { case everything, changes }

    private struct Script: Connector {
        let identity = NewStore.connector
        var objects: [ConnectorSpaceObject] = []
        var changes: [ImportedChange] = []
        var isIncomplete = false

        func parameters() async throws -> RuleParameters { RuleParameters(values: [:]) }

        func importObjects(
            _ request: ImportRequest,
            table: AttributeTable,
            deliver: (ImportPage) async throws -> Void
        ) async throws -> ImportOutcome {
            try await deliver(ImportPage(partition: "DC=a", begins: true, completes: true, objects: objects))
            return outcome
        }

        func importChanges(
            _ request: ImportRequest,
            since cursors: [String: [UInt8]],
            table: AttributeTable,
            deliver: (ChangesPage) async throws -> Void
        ) async throws -> ImportOutcome {
            if !changes.isEmpty {
                try await deliver(ChangesPage(partition: "DC=a", begins: true, changes: changes))
            }
            return outcome
        }

        private var outcome: ImportOutcome {
            var outcome = ImportOutcome()
            outcome.record("DC=a", isIncomplete ? .incomplete(reason: "no") : .complete)
            if !isIncomplete { outcome.cursors["DC=a"] = [1] }
            outcome.referencesFollow = true
            return outcome
        }
    }

    private static let request = ImportRequest(
        classes: ["user"],
        attributes: ["mail", "title"],
        references: ["manager"]
    )

    let new: NewStore
    var store: WorkspaceStore { new.store }

    init() throws { new = try NewStore() }

    func attribute(_ name: AttributeName) throws -> AttributeID {
        try #require(store.table.identifier(for: name))
    }

    func object(
        _ anchor: String,
        _ values: KeyValuePairs<AttributeName, String> = [:],
        named name: String? = nil
    ) throws -> ConnectorSpaceObject {
        var packer = EntryPacker()
        packer.begin(dn: name ?? "CN=\(anchor),DC=a")
        for (name, value) in values { packer.add(try attribute(name), text: value) }
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

    /// What rules want; attributes that are named and have no value are to be emptied.
    func wanted(
        _ values: KeyValuePairs<AttributeName, String>,
        emptied: [AttributeName] = [],
        merged: [AttributeName] = []
    ) throws -> WriteBack {
        var packer = EntryPacker()
        packer.begin(dn: "")
        var attributes = Set(try emptied.map { try attribute($0) })
        for (name, value) in values {
            let number = try attribute(name)
            attributes.insert(number)
            packer.add(number, text: value)
        }
        return WriteBack(
            values: packer.finish(),
            attributes: attributes.sorted(),
            merged: try merged.map { try attribute($0) }.sorted()
        )
    }

    /// Imports all objects of the forest.
    @discardableResult
    func read(_ objects: [ConnectorSpaceObject]) async throws -> ImportCounts {
        let script = Script(objects: objects)
        return try await FullImport(from: script, into: store).run(Self.request) { _ in }.counts
    }

    /// Imports what the forest tells of changes.
    @discardableResult
    func hear(_ changes: [ImportedChange], isIncomplete: Bool = false) async throws -> ImportCounts {
        let script = Script(changes: changes, isIncomplete: isIncomplete)
        let delta = DeltaImport(from: script, into: store, clock: FileTime(unixSeconds: 0))
        guard case .imported(let result) = try await delta.run(Self.request, report: { _ in }) else {
            throw CancellationError()
        }
        return result.counts
    }

    /// Imports all objects, or all of them as changes.
    @discardableResult
    func read(_ objects: [ConnectorSpaceObject], _ reading: Reading) async throws -> ImportCounts {
        switch reading {
        case .everything: return try await read(objects)
        case .changes: return try await hear(objects.map { .present($0) })
        }
    }

    /// Has a synchronization work out what an object should have.
    func put(_ writeBack: WriteBack?, of anchor: String) async throws {
        try await store.synchronize { transaction in
            var numbers: [Int64] = []
            try transaction.eachObject(of: NewStore.connector) { number, object in
                if object.identity.anchor == Array(anchor.utf8) { numbers.append(number) }
            }
            for number in numbers { try transaction.put(writeBack, of: number) }
        }
    }

    /// Works out what an object should have, and writes it into the copy.
    func write(_ writeBack: WriteBack, to anchor: String) async throws {
        try await put(writeBack, of: anchor)
        #expect(try await store.writeBack(to: NewStore.connector) == 1)
    }

    /// The values of an attribute that the connector space has, by the anchors of the objects.
    func values(_ name: AttributeName) async throws -> [String: [String]] {
        let objects = try await store.connectorSpace(of: NewStore.connector)
        return Dictionary(
            objects.map { object in
                (
                    String(decoding: object.identity.anchor, as: UTF8.self),
                    Entry(object.entry, table: store.table).texts(name)
                )
            }
        ) { first, _ in first }
    }

    /// How many objects the copy differs in.
    func copies() throws -> Int? { try StoreFixture.count("SELECT count(*) FROM forest_copy", in: new.path) }
}
