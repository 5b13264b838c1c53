public import Directory
public import DirectorySchema
public import SyncEngine
public import SyncRules

/// The standard rules, all of them, for one forest whose schema offers every attribute that they read.
public struct StandardRules {
    /// The forest that they are for.
    public static let forest = ConnectorID("00000000-0000-4000-8000-000000000001")
    private static let partition = "DC=perf,DC=test"

    /// The forest and the tenant, each with its rules.
    public let connectors: [SynchronizedConnector]
    private let table: AttributeTable

    /// How many rules there are.
    public var count: Int { connectors.reduce(0) { $0 + $1.rules.count } }

    /// The schema that the forest has.
    public static func schema() throws -> SchemaSnapshot { BenchmarkSchema.offering(everythingIn: try .standard()) }

    /// Generates the rules.
    public init(table: AttributeTable) throws {
        self.table = table
        let catalogue = try RuleCatalogue.standard()
        let schema = try Self.schema()
        let generator = RuleGenerator(
            catalogue: catalogue,
            options: RuleOptions(features: ["deviceWriteUp", "exchangeHybrid"])
        )
        let rules = generator.generate(
            for: [
                GenerationConnector(identity: Self.forest, name: "perf", kind: .forest, ordinal: 1, schema: schema),
                GenerationConnector(identity: .tenant, name: "tenant", kind: .tenant, ordinal: 1, schema: .empty),
            ]
        )
        let parameters = RuleParameters(
            connector: Self.forest.text,
            forest: "perf.test",
            forestNetbios: "PERF",
            domain: "perf.test",
            domainNetbios: "PERF"
        )
        connectors = [
            SynchronizedConnector(
                identity: Self.forest,
                kind: .forest,
                schema: schema,
                parameters: parameters,
                rules: rules.rules(of: Self.forest)
            ),
            SynchronizedConnector(
                identity: .tenant,
                kind: .tenant,
                schema: nil,
                parameters: parameters,
                rules: rules.rules(of: .tenant)
            ),
        ]
    }

    /// The rules checked and compiled.
    public func evaluation() throws -> RuleEvaluation {
        try RuleEvaluation(connectors: connectors, table: table, clock: FileTime(unixSeconds: 1_700_000_000))
    }

    /// Takes users through the rules inwards and what comes of them through the rules outwards; gives back how many
    /// metaverse objects and images there were.
    public func run(_ evaluation: RuleEvaluation, on users: [PackedEntry]) -> (entries: Int, images: Int) {
        var entries = 0
        var images = 0
        for user in users {
            guard
                let entry = evaluation.metaverseEntry(
                    of: user,
                    class: "user",
                    in: Self.forest,
                    partition: Self.partition
                )
            else { continue }
            entries += 1
            if evaluation.image(of: entry, class: "person") != nil { images += 1 }
        }
        return (entries, images)
    }
}
