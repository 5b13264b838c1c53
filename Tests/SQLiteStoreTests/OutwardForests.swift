import Directory
import SQLiteStore
import SyncEngine
import SyncRules
import Testing

/// Two forests: people come from the first, and a rule outwards joins or makes them in the second.
struct OutwardForests {
    /// How an import reads.
    typealias Reading = WrittenForest.Reading

    /// Why an import cannot say what has gone from a forest.
    enum Lack: CaseIterable, Sendable {
        /// More may be missing.
        case part
        /// An entry could not be taken.
        case entry
    }

    /// A person as a test writes it down: the anchor, and attributes.
    typealias Person = (anchor: String, values: KeyValuePairs<AttributeName, String>)

    private struct Script: Connector {
        let identity: ConnectorID
        let partition: String
        var objects: [ConnectorSpaceObject] = []
        var lack: Lack?

        func parameters() async throws -> RuleParameters { RuleParameters(values: [:]) }

        func importObjects(
            _ request: ImportRequest,
            table: AttributeTable,
            deliver: (ImportPage) async throws -> Void
        ) async throws -> ImportOutcome {
            let error = ObjectError(code: "duplicate-object", connector: identity, object: "CN=o", message: "Twice.")
            let errors = lack == .entry ? [error] : []
            try await deliver(
                ImportPage(partition: partition, begins: true, completes: true, objects: objects, errors: errors)
            )
            return outcome
        }

        /// Every object is told, and that no other is there: as a server does that tells identities alone.
        func importChanges(
            _ request: ImportRequest,
            since cursors: [String: [UInt8]],
            table: AttributeTable,
            deliver: (ChangesPage) async throws -> Void
        ) async throws -> ImportOutcome {
            guard let guid = table.identifier(for: "objectGUID") else { return outcome }
            let anchors = Set(objects.map(\.identity.anchor))
            let changes = objects.map { ImportedChange.present($0) } + [.onlyValues(guid, anchors)]
            try await deliver(ChangesPage(partition: partition, begins: true, changes: changes))
            return outcome
        }

        private var outcome: ImportOutcome {
            var outcome = ImportOutcome()
            outcome.record(partition, lack == .part ? .partial(reason: "More may be missing.") : .complete)
            outcome.cursors[partition] = [1]
            outcome.referencesFollow = true
            return outcome
        }
    }

    static let (one, two) = (SmallForests.one, SmallForests.two)
    private static let request = ImportRequest(
        classes: ["user"],
        attributes: ["mail", "title"],
        references: ["manager"]
    )

    /// The rule outwards; a title is given to new objects alone.
    static let outwards = rule(
        two,
        .outbound,
        110,
        from: "person",
        to: "user",
        scope: [["title ISNOTNULL"]],
        joins: [["mail = mail"]],
        [
            ("dn", .expression("\"CN=\" & [cn] & \",OU=Made,DC=two\"")), ("mail", .direct("mail")),
            ("displayName", .direct("cn")), ("manager", .direct("manager")), ("title", .direct("title")),
        ],
        once: ["title"]
    )

    static let rules = [
        rule(
            one,
            .inbound,
            100,
            from: "user",
            to: "person",
            [
                ("cn", .direct("cn")), ("mail", .direct("mail")), ("title", .direct("title")),
                ("manager", .direct("manager")),
            ]
        ),
        outwards,
    ]

    /// Rules that join people of the second forest inwards, and write back to those what they have.
    static let writing = [
        rules[0],
        rule(
            two,
            .inbound,
            101,
            from: "user",
            to: "person",
            link: .join,
            joins: [["mail = mail"]],
            [("company", .direct("company"))]
        ),
        rule(two, .outbound, 111, from: "person", to: "user", link: .join, [("manager", .direct("manager"))]),
    ]

    static func rule(
        _ connector: ConnectorID,
        _ direction: RuleDirection,
        _ precedence: Int,
        from source: AttributeName,
        to target: AttributeName,
        link: LinkType = .provision,
        scope: [[String]] = [],
        joins: [[String]] = [],
        _ flows: [(AttributeName, AttributeFlow.Source)],
        once: Set<AttributeName> = []
    ) -> SyncRule {
        SyncRule(
            identity: RuleIdentity(connector: connector, tag: "rule\(precedence)"),
            name: "rule \(precedence)",
            direction: direction,
            sourceClass: source,
            targetClass: target,
            link: link,
            precedence: precedence,
            synchronizesPasswords: false,
            scope: scope.map { $0.compactMap { ScopeClause($0) } },
            joins: joins.map { $0.compactMap { JoinClause($0) } },
            flows: flows.map {
                AttributeFlow(destination: $0.0, source: $0.1, merge: .update, isOnce: once.contains($0.0))
            }
        )
    }

    let new: NewStore
    var store: WorkspaceStore { new.store }

    init() throws { new = try NewStore() }

    // MARK: Objects

    /// A person of the first forest.
    static func person(_ anchor: String, _ values: KeyValuePairs<AttributeName, String>) -> Person { (anchor, values) }

    private func object(
        _ connector: ConnectorID,
        _ person: Person,
        of objectClass: AttributeName
    ) throws
        -> ConnectorSpaceObject
    {
        let partition = connector == Self.one ? "DC=one" : "DC=two"
        let anchor = Array((person.anchor + String(repeating: ".", count: 16)).utf8.prefix(16))
        var dn = "CN=\(person.anchor),\(partition)"
        var packer = EntryPacker()
        var values: [(AttributeID, [UInt8])] = [(try number("objectGUID"), anchor)]
        for (name, value) in person.values {
            if name == "dn" { dn = value } else { values.append((try number(name), Array(value.utf8))) }
        }
        packer.begin(dn: dn)
        for (attribute, value) in values { packer.add(attribute, value) }
        return ConnectorSpaceObject(
            identity: ConnectorSpaceIdentity(connector: connector, partition: partition, anchor: anchor),
            objectClass: objectClass,
            entry: packer.finish()
        )
    }

    private func number(_ name: AttributeName) throws -> AttributeID {
        try #require(store.table.identifier(for: name))
    }

    // MARK: Steps

    /// Imports people of a forest; the second one has a group besides, which no rule is for, unless it is bare.
    @discardableResult
    func read(
        _ connector: ConnectorID,
        _ people: [Person],
        _ reading: Reading = .everything,
        lacking lack: Lack? = nil,
        isBare: Bool = false
    ) async throws -> ImportCounts {
        var script = Script(identity: connector, partition: connector == Self.one ? "DC=one" : "DC=two")
        script.lack = lack
        script.objects = try people.map { try object(connector, $0, of: "user") }
        if connector == Self.two, !isBare { script.objects.append(try object(connector, ("group", [:]), of: "group")) }
        switch reading {
        case .everything: return try await FullImport(from: script, into: store).run(Self.request) { _ in }.counts
        case .changes:
            let delta = DeltaImport(from: script, into: store, clock: FileTime(unixSeconds: 0))
            guard case .imported(let result) = try await delta.run(Self.request, report: { _ in }) else {
                throw CancellationError()
            }
            return result.counts
        }
    }

    /// Synchronizes: what has changed where that is enough, or everything.
    @discardableResult
    func synchronize(
        isFull: Bool = false,
        _ rules: [SyncRule] = Self.rules,
        in store: WorkspaceStore? = nil,
        errorLimit: Int = .max,
        cores: Cores = Cores(1)
    ) async throws -> SynchronizationCounts {
        let store = store ?? self.store
        let connectors = [Self.one, Self.two].map { identity in
            SynchronizedConnector(
                identity: identity,
                kind: .forest,
                schema: nil,
                parameters: RuleParameters(values: [:]),
                rules: rules.filter { $0.identity.connector == identity }
            )
        }
        let full = FullSynchronization(
            connectors: connectors,
            table: store.table,
            clock: FileTime(unixSeconds: 0),
            errorLimit: errorLimit,
            cores: cores
        )
        return try await store.synchronize { transaction in
            guard isFull else { return try DeltaSynchronization(full).run(in: transaction) { _ in } }
            return try full.run(in: transaction) { _ in }
        }
    }

    /// Exports to the copy of the second forest; gives back how many objects changed.
    func export() async throws -> Int { try await store.writeBack(to: Self.two) }

    // MARK: What is there

    /// What waits for the second forest, one line each, ascending.
    func waiting(in store: WorkspaceStore? = nil) async throws -> [String] {
        let store = store ?? self.store
        let all =
            try await store.writeBacks(of: Self.two, after: 0, limit: 100)
            + store.waitingCopyObjects(of: Self.two, after: 0, limit: 100)
        return all.map { one in
            let names = one.change.attributes.compactMap { store.table.name(of: $0)?.spelling }.sorted()
            let shown = one.operation == .update ? " " + names.joined(separator: " ") : ""
            return "\(one.operation.rawValue) \(one.object.entry.dn)\(shown)"
        }.sorted()
    }

    /// The managers that wait to be written to objects of the second forest, by the objects' names.
    func waitingManagers() async throws -> [String: String] {
        let manager = try number("manager")
        let waiting = try await store.writeBacks(of: Self.two, after: 0, limit: 100)
        return Dictionary(waiting.map { ($0.object.entry.dn, $0.change.values.text(manager) ?? "none") }) { first, _ in
            first
        }
    }

    /// The objects of the second forest's connector space, one line each, ascending: which are linked, and their managers.
    func space() async throws -> [String] {
        let manager = store.table.existing("manager")
        return try await store.connectorSpace(of: Self.two).filter { $0.objectClass == "user" }.map { object in
            let reference = manager.flatMap { object.entry.text($0) }.map { " -> \($0)" } ?? ""
            return object.entry.dn + (object.link == nil ? " free" : " linked") + reference
        }.sorted()
    }
}
