public import SyncRules

/// What became of a server's exported configuration.
public struct AdoptedServer: Sendable, Encodable {
    /// The server's name; nothing where the export does not say.
    public let server: String?
    /// The product's build; nothing where the export does not say.
    public let build: String?
    /// The forests, in the order of their connectors.
    public let forests: [String]
    /// How many rules the server has.
    public let rules: Int
    /// How many of its rules are standard ones.
    public let standard: Int
    /// How many of these have a template in the catalogue.
    public let known: Int
    /// The standard rules of which the catalogue knows nothing; they stay untouched.
    public let unknown: [String]
    /// How the server's rules differ from those that are generated for its schemas and options: no plan has any of it.
    public let differences: [PortableRuleChange]
    /// What of the export is not simulated, or was not understood.
    public let notes: [String]

    init(
        _ export: ServerExport,
        _ options: ServerOptions,
        _ generated: GeneratedRules,
        forests: [ForestConfiguration],
        problems: [String]
    ) {
        server = export.global?.server
        build = options.serverVersion
        self.forests = forests.map(\.name)
        rules = export.rules.count
        let families = Set(generated.decisions.map { RuleMergeSubject.key(ofTag: $0.identity.tag).lowercased() })
        let standard = export.rules.filter(\.isStandard)
        let strange = standard.filter {
            !families.contains(RuleMergeSubject.key(ofTag: $0.immutableTag).lowercased())
        }
        self.standard = standard.count
        known = standard.count - strange.count
        unknown = strange.map(\.name)
        let names = Dictionary(
            forests.map { ($0.connector.text, $0.name) } + [(ConnectorID.tenant.text, "tenant")],
            uniquingKeysWith: { first, _ in first }
        )
        differences =
            PortableRuleDiff(
                from: generated.rules.map { PortableRule($0) },
                to: export.rules,
                oldConnector: { names[$0] ?? $0 },
                newConnector: { names[$0] ?? $0 }
            ).changes
        let filtered = export.connectors.filter { connector in
            !connector.isTenant && connector.partitions.contains { !$0.inclusions.isEmpty || !$0.exclusions.isEmpty }
        }
        notes =
            problems
            + filtered.map {
                "The container filters of \($0.name) are not simulated: every object of its domains is read."
            }
            + (options.forests.contains { $0.filteringGroup != nil }
                ? ["The filtering group is not simulated: everybody is in scope."] : [])
    }
}
