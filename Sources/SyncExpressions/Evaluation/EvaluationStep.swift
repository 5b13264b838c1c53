public import Diagnostics

/// One part of an expression with what it gave.
public struct EvaluationStep: Sendable, Hashable {
    /// The part.
    public let range: SourceRange
    /// How deep the part stands in the expression; 0 for the whole.
    public let depth: Int
    /// What it gave.
    public let value: ExpressionValue
}
