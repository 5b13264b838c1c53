/// How a function does what it does.
enum FunctionBody: Sendable {
    typealias Pure = @Sendable (FunctionCall) throws(EvaluationError) -> ExpressionValue
    typealias Ambient = @Sendable (FunctionCall, FunctionEnvironment) throws(EvaluationError) -> ExpressionValue

    /// From its arguments alone.
    case pure(Pure)
    /// From its arguments and from what surrounds the evaluation.
    case ambient(Ambient)
    /// The compiler and the evaluator treat it themselves, since it chooses what is evaluated or takes names.
    case special(SpecialForm)
    /// It cannot be simulated, for the reason given; using it is reported when a rule is checked.
    case unsupported(String)
}
