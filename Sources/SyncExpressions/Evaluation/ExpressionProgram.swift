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

    let semantics: RuleSemantics
    let root: ProgramNode
    let variableCount: Int

    /// Compiles an expression.
    ///
    /// There is a program exactly when no diagnostic is an error. With `known`, attributes that are not among them are
    /// warned of, a wrong case is an error, and what is known of their values is held against what is done with them.
    public static func compile(
        _ source: SourceText,
        known: KnownAttributes? = nil,
        semantics: RuleSemantics = .standard
    ) -> ExpressionCompilation {
        let parsed = Parser.parse(source)
        guard let tree = parsed.tree else {
            return ExpressionCompilation(program: nil, diagnostics: parsed.diagnostics, types: .any)
        }
        var compiler = ExpressionCompiler(source: source, known: known, semantics: semantics)
        let (root, types) = compiler.compile(tree)
        let diagnostics = parsed.diagnostics + compiler.diagnostics
        guard !diagnostics.contains(where: { $0.severity == .error }) else {
            return ExpressionCompilation(program: nil, diagnostics: diagnostics, types: types)
        }
        let program = ExpressionProgram(
            attributes: compiler.attributes,
            confirmedAttributes: compiler.confirmed,
            parameters: compiler.parameters,
            semantics: semantics,
            root: root,
            variableCount: compiler.variableCount
        )
        return ExpressionCompilation(program: program, diagnostics: diagnostics, types: types)
    }

    /// Runs the program for one object.
    public func evaluate(
        in context: some ExpressionContext,
        limits: EvaluationLimits = .standard
    ) throws(EvaluationError) -> FlowResult {
        // Many flows are an attribute and nothing else, and there is one for each object and flow.
        if case .attribute(let slot) = root.kind {
            let value = context.attribute(slot)
            return value.isNull ? .null : .value(value)
        }
        var evaluator = Evaluator(context: context, limits: limits, semantics: semantics, variables: variableCount)
        return try evaluator.flow(root)
    }

    /// Runs the program for one object and keeps what every part of it gave.
    public func explain(
        in context: some ExpressionContext,
        limits: EvaluationLimits = .standard
    ) -> ExpressionExplanation {
        var evaluator = Evaluator(
            context: context,
            limits: limits,
            semantics: semantics,
            variables: variableCount,
            isTraced: true
        )
        let outcome: Result<FlowResult, EvaluationError>
        do throws(EvaluationError) { outcome = .success(try evaluator.flow(root)) } catch { outcome = .failure(error) }
        return ExpressionExplanation(
            steps: evaluator.trace?.steps ?? [],
            isComplete: evaluator.trace?.isComplete ?? true,
            outcome: outcome
        )
    }
}
