/// Where the last generated rules are kept.
public protocol RuleStore: Sendable {
    /// The rules of the last generation; none before the first.
    func generatedRules() async throws -> GeneratedRules
}
