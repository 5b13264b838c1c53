public import Diagnostics

/// What compiling an expression brought.
public struct ExpressionCompilation: Sendable {
    /// The program; nothing when a diagnostic is an error.
    public let program: ExpressionProgram?
    /// Everything worth saying about the text.
    public let diagnostics: [Diagnostic]
    /// The kinds that a value of the expression may have; none where there is never a value.
    public let types: ValueTypes
}
