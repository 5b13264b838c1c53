/// How an expression came to its result, part by part.
public struct ExpressionExplanation: Sendable {
    /// What was evaluated, inner parts before the parts that they are in; branches that were not chosen are missing.
    ///
    /// Literals are left out, since their text says what they are.
    public let steps: [EvaluationStep]
    /// Whether there are no further steps; the first thousand are kept.
    public let isComplete: Bool
    /// What came of it.
    public let outcome: Result<FlowResult, EvaluationError>
}
