import Directory
import DirectorySchema
import SyncEngine
import SyncExpressions
import SyncRules

/// A synchronization of objects that a test writes down, by rules that it writes down.
struct EngineFixture {
    let table = AttributeTable()
    var rules: [ConnectorID: [SyncRule]] = [:]
    var spaces: [ConnectorID: [ConnectorSpaceObject]] = [:]

    /// The domains of the forests besides contoso.test, by their partitions.
    var domains = [
        "DC=test": (name: "contoso.test", netbios: "CONTOSO"),
        "DC=Emea,DC=test": (name: "emea.contoso.test", netbios: "EMEA"),
    ]

    /// The forests' schema, where a test has one.
    var schema: SchemaSnapshot?
    var semantics = RuleSemantics.standard

    static let one = ConnectorID("00000000-0000-4000-8000-000000000001")
    static let two = ConnectorID("00000000-0000-4000-8000-000000000002")
    /// There where a test has rules for it.
    static let three = ConnectorID("00000000-0000-4000-8000-000000000003")

    typealias Flows = [(AttributeName, AttributeFlow.Source)]

    mutating func rule(
        _ link: LinkType = .provision,
        in connector: ConnectorID = one,
        from source: AttributeName = "user",
        to target: AttributeName = "person",
        precedence: Int,
        scope: [[String]] = [],
        joins: [[String]] = [],
        flows: Flows,
        merge: MergeType = .update,
        isOnce: Bool = false
    ) {
        let rule = SyncRule(
            identity: RuleIdentity(connector: connector, tag: "rule\(precedence)"),
            name: "rule \(precedence)",
            direction: connector == .tenant ? .outbound : .inbound,
            sourceClass: source,
            targetClass: target,
            link: link,
            precedence: precedence,
            synchronizesPasswords: false,
            scope: scope.map { $0.compactMap { ScopeClause($0) } },
            joins: joins.map { $0.compactMap { JoinClause($0) } },
            flows: flows.map { AttributeFlow(destination: $0.0, source: $0.1, merge: merge, isOnce: isOnce) }
        )
        rules[connector, default: []].append(rule)
    }

    @discardableResult
    mutating func object(
        _ anchor: String,
        in connector: ConnectorID = one,
        of objectClass: AttributeName = "user",
        partition: String = "DC=test",
        _ values: KeyValuePairs<AttributeName, String>
    ) -> ConnectorSpaceIdentity {
        var packer = EntryPacker()
        let record = LDIFRecord(
            dn: "CN=\(anchor),\(partition)",
            values: values.map { .init(name: $0.key, bytes: Array($0.value.utf8)) }
        )
        let identity = ConnectorSpaceIdentity(connector: connector, partition: partition, anchor: Array(anchor.utf8))
        spaces[connector, default: []].append(
            ConnectorSpaceObject(
                identity: identity,
                objectClass: objectClass,
                entry: record.packed(with: &packer, table: table)
            )
        )
        return identity
    }

    /// Takes over the links of a run, as the store does.
    mutating func keep(_ result: SynchronizationResult) {
        for (connector, objects) in spaces {
            spaces[connector] = objects.map { object in
                var linked = object
                linked.link = result.links[object.identity]
                return linked
            }
        }
    }

    /// The connectors as a run sees them.
    var connectors: [SynchronizedConnector] {
        let parameters = RuleParameters(
            connector: "one",
            forest: "contoso.test",
            forestNetbios: "CONTOSO",
            domain: "contoso.test",
            domainNetbios: "CONTOSO",
            domains: domains
        )
        let forests = [Self.one, Self.two, Self.three].filter { $0 != Self.three || rules[$0] != nil }
        return (forests + [.tenant]).map { identity in
            SynchronizedConnector(
                identity: identity,
                kind: identity == .tenant ? .tenant : .forest,
                schema: schema,
                parameters: parameters,
                rules: rules[identity] ?? []
            )
        }
    }

    /// Runs everything; the images that were are taken for exported where a test does not say what was.
    func run(
        after previous: [MetaverseObject] = [],
        images: [ExportImage] = [],
        exported: [ExportImage]? = nil,
        cores: Cores = Cores(1),
        report: (RunEvent) -> Void = { _ in }
    ) throws -> SynchronizationResult {
        let run = FullSynchronization(
            connectors: connectors,
            table: table,
            clock: FileTime(unixSeconds: 0),
            semantics: semantics,
            cores: cores
        )
        return try run.run(
            spaces: spaces,
            metaverse: previous,
            images: images,
            exported: exported ?? images,
            report: report
        )
    }

    /// The values of a metaverse attribute of every object, ascending.
    func values(_ name: AttributeName, _ result: SynchronizationResult) -> [[String]] {
        result.metaverse.map { Entry($0.entry, table: table).texts(name).sorted() }.sorted { "\($0)" < "\($1)" }
    }
}
