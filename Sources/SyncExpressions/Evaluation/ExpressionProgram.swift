public import Diagnostics
public import Directory

/// An expression made ready to run: nothing is looked up by name while it runs.
public struct ExpressionProgram: Sendable {
    /// The attributes it reads; an `ExpressionContext` answers by their places.
    public let attributes: [AttributeName]
    /// The attributes of which it reads confirmed values.
    public let confirmedAttributes: [AttributeName]
    /// The parameters it uses, without percent signs.
    public let parameters: [String]

    let root: ProgramNode

    /// Compiles an expression.
    ///
    /// There is a program exactly when no diagnostic is an error.
    public static func compile(_ source: SourceText, knows: ((AttributeName) -> Bool)? = nil) -> ExpressionCompilation {
        let parsed = Parser.parse(source)
        guard let tree = parsed.tree else {
            return ExpressionCompilation(program: nil, diagnostics: parsed.diagnostics)
        }
        var compiler = ExpressionCompiler(source: source, knows: knows)
        let root = compiler.compile(tree)
        let program =
            compiler.hasErrors
            ? nil
            : ExpressionProgram(
                attributes: compiler.attributes,
                confirmedAttributes: compiler.confirmed,
                parameters: compiler.parameters,
                root: root
            )
        return ExpressionCompilation(program: program, diagnostics: compiler.diagnostics)
    }

    /// Runs the program for one object.
    public func evaluate(
        in context: some ExpressionContext,
        limits: EvaluationLimits = .standard
    ) throws(EvaluationError) -> FlowResult {
        var evaluator = Evaluator(context: context, limits: limits)
        return try evaluator.flow(root)
    }
}
