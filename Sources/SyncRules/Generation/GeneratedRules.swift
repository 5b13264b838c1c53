/// The standard rules fitted to the schemas of all connectors, with the decisions that led to them.
public struct GeneratedRules: Sendable, Hashable, Codable {
    /// The rules, ascending by precedence.
    public let rules: [SyncRule]
    /// One decision for each template and connector, in the same order.
    public let decisions: [GenerationDecision]

    /// No rules: the state before the first generation.
    public static let none = GeneratedRules(rules: [], decisions: [])

    /// Makes a result.
    public init(rules: [SyncRule], decisions: [GenerationDecision]) {
        self.rules = rules
        self.decisions = decisions
    }

    /// The rules of one connector.
    public func rules(of connector: ConnectorID) -> [SyncRule] { rules.filter { $0.identity.connector == connector } }
}
