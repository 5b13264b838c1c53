public import Directory

/// Which parts of rules read or write which attributes of a connector.
public struct RuleUsage: Sendable {
    /// One place in a rule that uses an attribute.
    public struct Place: Sendable, Hashable {
        /// The rule.
        public let rule: String
        /// The class on the connector's side.
        public let objectClass: AttributeName
        /// The part: `flow mail`, `scope`, `join`.
        public let part: String
    }

    private var places: [AttributeName: [Place]] = [:]
    private var rules: [AttributeName: [String]] = [:]

    /// Looks through the rules of one connector.
    public init(_ rules: some Sequence<SyncRule>) {
        for rule in rules {
            self.rules[rule.connectorClass, default: []].append(rule.name)
            for clause in rule.joins.joined() { add(clause.connectorAttribute, "join", rule) }
            switch rule.direction {
            case .inbound:
                for clause in rule.scope.joined() { add(clause.attribute, "scope", rule) }
                for flow in rule.flows {
                    for attribute in FlowReferences.attributes(readBy: flow.source) {
                        add(attribute, "flow \(flow.destination)", rule)
                    }
                }
            case .outbound: for flow in rule.flows { add(flow.destination, "flow \(flow.destination)", rule) }
            }
        }
    }

    /// The places that use an attribute, in the order of the rules.
    public func places(of attribute: AttributeName) -> [Place] { places[attribute] ?? [] }

    /// The rules for a class, in their order.
    public func rules(for objectClass: AttributeName) -> [String] { rules[objectClass] ?? [] }

    /// Whether an import reads the attribute, or an export writes it.
    public func uses(_ attribute: AttributeName) -> Bool { places[attribute] != nil }

    private mutating func add(_ attribute: AttributeName, _ part: String, _ rule: SyncRule) {
        let place = Place(rule: rule.name, objectClass: rule.connectorClass, part: part)
        if places[attribute]?.last != place { places[attribute, default: []].append(place) }
    }
}
