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
        joinOffers(of: object, by: inScope, attributes).flatMap { offer in
            offer.values.map { (offer.attribute, $0) }
        }
    }

    /// What the flows of an object give of the attributes that are joined by, in the order of precedence: of each the first one
    /// that says anything, or all where values come together.
    func joinOffers(
        of object: ConnectorSpaceObject,
        by inScope: [CompiledRule],
        _ attributes: Set<AttributeID>
    ) -> [JoinOffer] {
        var offers: [JoinOffer] = []
        for rule in inScope {
            for flow in rule.flows where attributes.contains(flow.destination) {
                let isSettled = offers.contains {
                    $0.attribute == flow.destination && (flow.merge == .update || $0.values.isEmpty)
                }
                if isSettled { continue }
                guard let values = joinValues(flow, object) else { continue }
                offers.append(JoinOffer(attribute: flow.destination, rule: rule, values: values))
            }
        }
        return offers
    }

    /// The values that a flow gives for joining: nothing where flows of lower standing have their turn, and none where they have
    /// not, behind `AuthoritativeNull` or an error.
    private func joinValues(_ flow: CompiledRule.Flow, _ object: ConnectorSpaceObject) -> [[UInt8]]? {
        switch flow.source {
        case .direct(let reader):
            let values = object.entry.values(of: reader.attribute).map { Array($0) }
            return values.isEmpty ? nil : values
        case .constant(let bytes): return [bytes]
        case .expression(let expression):
            let result = try? expression.evaluate(object.entry, in: object.identity.partition, clock: clock)
            switch result {
            case .value(let value)?:
                let values = ValueBytes.values(value).map(\.bytes)
                return values.isEmpty ? nil : values
            case .null?, .ignore?: return nil
            case .authoritativeNull?, nil: return []
            }
        }
    }
}
