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

    /// Attributes that expressions name and the connector's schema does not have, or spells otherwise.
    private(set) var findings: [Diagnostic] = []

    init(_ connectors: [SynchronizedConnector], table: AttributeTable, semantics: RuleSemantics) throws(SyncEngineError)
    {
        for connector in connectors {
            var compiler = RuleCompiler(
                table: table,
                schema: connector.schema,
                parameters: connector.parameters,
                semantics: semantics
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
