import Directory
import SyncExpressions
import SyncRules

/// What rules join by, and what objects give for it.
extension RuleTracer {
    /// The conditions of all joins inwards.
    var joins: [CompiledRule.Join] { rules.inbound.values.joined().flatMap { $0.joins.joined() } }

    /// The attributes of the metaverse that rules join on.
    var joinAttributes: Set<AttributeID> { Set(joins.map(\.metaverse)) }

    /// What an object gives for joining.
    func joinValues(
        of object: ConnectorSpaceObject,
        _ attributes: Set<AttributeID>
    ) -> [(attribute: AttributeID, value: [UInt8])] {
        joinValues(of: object, by: inScope(object), attributes)
    }

    /// What an object gives for joining by the rules that have it in scope.
    func joinValues(
        of object: ConnectorSpaceObject,
        by inScope: [CompiledRule],
        _ attributes: Set<AttributeID>
    ) -> [(attribute: AttributeID, value: [UInt8])] {
        inScope.flatMap { rule in
            rule.flows.filter { attributes.contains($0.destination) }.flatMap { flow in
                joinValues(flow, object).map { (flow.destination, $0) }
            }
        }
    }

    /// The values that a flow gives for joining; an expression that fails gives none.
    private func joinValues(_ flow: CompiledRule.Flow, _ object: ConnectorSpaceObject) -> [[UInt8]] {
        switch flow.source {
        case .direct(let reader): return object.entry.values(of: reader.attribute).map { Array($0) }
        case .constant(let bytes): return [bytes]
        case .expression(let expression):
            let result = try? expression.evaluate(object.entry, in: object.identity.partition, clock: clock)
            guard case .value(let value)? = result else { return [] }
            return ValueBytes.values(value).map(\.bytes)
        }
    }
}
