import Diagnostics
import Directory
import SyncExpressions
import SyncRules

/// The rules of a run, compiled: inwards those of all connectors, outwards those of tenants, and what they write back.
struct CompiledRules: Sendable {
    private(set) var inbound: [ConnectorID: [CompiledRule]] = [:]
    /// The rules towards tenants.
    private(set) var outbound: [(connector: ConnectorID, rules: [CompiledRule])] = []
    /// The rules towards forests that write something.
    private(set) var returning: [ConnectorID: [CompiledRule]] = [:]
    /// The rules towards a forest, where one of them may join or make objects there.
    private(set) var outward: [ConnectorID: [CompiledRule]] = [:]

    /// The attributes of the metaverse that tenants alone write.
    private(set) var ofTenant: Set<AttributeID> = []

    /// Attributes that expressions name and the connector's schema, or the metaverse, does not have, or spells otherwise.
    private(set) var findings: [Diagnostic] = []

    init(_ connectors: [SynchronizedConnector], table: AttributeTable, semantics: RuleSemantics) throws(SyncEngineError)
    {
        let inwards = connectors.lazy.flatMap(\.rules).filter { $0.direction == .inbound }
        let written = Dictionary(
            inwards.flatMap(\.flows).map { ($0.destination, $0.destination.spelling) },
            uniquingKeysWith: { first, _ in first }
        )
        var ofForests: Set<AttributeID> = []
        for connector in connectors {
            var compiler = RuleCompiler(
                table: table,
                schema: connector.schema,
                parameters: connector.parameters,
                semantics: semantics,
                written: written
            )
            var compiled: [RuleDirection: [CompiledRule]] = [:]
            for rule in connector.rules.sorted(by: { $0.precedence < $1.precedence }) {
                compiled[rule.direction, default: []].append(try compiler.compile(rule))
            }
            findings += compiler.findings
            guard compiler.diagnostics.isEmpty else {
                throw SyncEngineError(.invalidRule, Self.told(compiler.diagnostics))
            }
            inbound[connector.identity] = compiled[.inbound] ?? []
            let written = (compiled[.inbound] ?? []).flatMap { $0.flows.map(\.destination) }
            let outwards = compiled[.outbound] ?? []
            switch connector.kind {
            case .tenant:
                ofTenant.formUnion(written)
                outbound.append((connector.identity, outwards))
            case .forest:
                ofForests.formUnion(written)
                returning[connector.identity] = outwards.filter { !$0.flows.isEmpty }
                let reaching = Self.reaching(outwards)
                if reaching.contains(where: \.reachesOut) { outward[connector.identity] = reaching }
            }
        }
        ofTenant.subtract(ofForests)
    }

    /// The first mistakes with the places in their expressions, and what tells the files.
    private static func told(_ mistakes: [Diagnostic]) -> String {
        let shown = mistakes.prefix(10).map { DiagnosticRenderer.render($0) }
        let more = mistakes.count > shown.count ? ["… and \(mistakes.count - shown.count) more."] : []
        let lines = ["A rule cannot be used as it is written:"] + shown + more
        return (lines + ["`dryad rules lint` names all mistakes, with the files that they are in."])
            .joined(separator: "\n")
    }

    /// The rules towards a forest without those that join objects which no rule writes: nothing comes of that.
    ///
    /// The standard rules have such joins wherever nothing else is written back.
    private static func reaching(_ outwards: [CompiledRule]) -> [CompiledRule] {
        let written = Set(outwards.filter { !$0.flows.isEmpty }.map { $0.rule.targetClass })
        return outwards.filter { rule in
            !rule.reachesOut || rule.rule.link == .provision || rule.rule.targetClass == "*"
                || written.contains(rule.rule.targetClass)
        }
    }
}
