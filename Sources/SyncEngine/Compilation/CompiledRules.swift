import Diagnostics
import Directory
import SyncExpressions
import SyncRules

/// The rules of a run, compiled: those of forests inwards, those of tenants outwards.
///
/// The tenant's objects are not imported yet, and nothing is written back to forests yet: those rules are kept and listed,
/// but not run (Documentation/Fidelity.md).
struct CompiledRules: Sendable {
    private(set) var inbound: [ConnectorID: [CompiledRule]] = [:]
    private(set) var outbound: [(connector: ConnectorID, rules: [CompiledRule])] = []

    /// Attributes that expressions name and the connector's schema, or the metaverse, does not have, or spells otherwise.
    private(set) var findings: [Diagnostic] = []

    init(_ connectors: [SynchronizedConnector], table: AttributeTable, semantics: RuleSemantics) throws(SyncEngineError)
    {
        let inwards = connectors.lazy.filter { $0.kind == .forest }.flatMap(\.rules).filter { $0.direction == .inbound }
        let written = Dictionary(
            inwards.flatMap(\.flows).map { ($0.destination, $0.destination.spelling) },
            uniquingKeysWith: { first, _ in first }
        )
        for connector in connectors {
            var compiler = RuleCompiler(
                table: table,
                schema: connector.schema,
                parameters: connector.parameters,
                semantics: semantics,
                written: written
            )
            let wanted: RuleDirection = connector.kind == .forest ? .inbound : .outbound
            var compiled: [CompiledRule] = []
            for rule in connector.rules.sorted(by: { $0.precedence < $1.precedence }) where rule.direction == wanted {
                compiled.append(try compiler.compile(rule))
            }
            findings += compiler.findings
            if let first = compiler.diagnostics.first {
                throw SyncEngineError(.invalidRule, "\(first.source?.name ?? "A rule"): \(first.message)")
            }
            if wanted == .inbound {
                inbound[connector.identity] = compiled
            } else {
                outbound.append((connector.identity, compiled))
            }
        }
    }
}
