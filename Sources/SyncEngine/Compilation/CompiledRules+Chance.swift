import SyncExpressions

extension CompiledRules {
    /// The first rule, by the order of connectors and precedence, with an expression that reads the clock or draws something:
    /// it may give something else for the same object.
    func leftToChance(_ connectors: [SynchronizedConnector]) -> CompiledRule? {
        let outwards = Dictionary(outbound.map { ($0.connector, $0.rules) }) { first, _ in first }
        let all = connectors.lazy.map(\.identity).flatMap {
            (inbound[$0] ?? []) + (outwards[$0] ?? []) + (returning[$0] ?? [])
        }
        return all.first { rule in
            rule.flows.contains { flow in
                guard case .expression(let expression) = flow.source else { return false }
                return !expression.program.isDeterministic
            }
        }
    }
}
