/// Rules that were read from files, with everything that was not taken over.
public struct RuleExchange: Sendable, Hashable {
    /// The rules, in the order in which they were read.
    public var rules: [PortableRule]
    /// What was not taken over, or not as it was.
    public var problems: [ExchangeProblem]

    /// Puts a result together.
    public init(rules: [PortableRule] = [], problems: [ExchangeProblem] = []) {
        self.rules = rules
        self.problems = problems
    }

    /// Whether everything was taken over.
    public var isComplete: Bool { !problems.contains { $0.severity == .error } }
}
