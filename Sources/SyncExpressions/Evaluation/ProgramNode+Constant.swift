extension ProgramNode {
    /// Whether the value is the same for every object, at every time.
    var isConstant: Bool {
        switch kind {
        case .value: true
        case .negate(let operand): operand.isConstant
        case .binary(_, let left, let right): left.isConstant && right.isConstant
        case .choose(let condition, let yes, let no): condition.isConstant && yes.isConstant && no.isConstant
        case .call(_, _, _, let arguments): arguments.allSatisfy(\.isConstant)
        default: false
        }
    }

    /// What a constant gives; nothing where it is none.
    func constant(_ semantics: RuleSemantics) -> Result<ExpressionValue, EvaluationError>? {
        guard isConstant else { return nil }
        var evaluator = Evaluator(
            context: ConstantContext(),
            limits: ConstantContext.limits,
            semantics: semantics,
            variables: 0
        )
        do throws(EvaluationError) { return .success(try evaluator.value(self)) } catch { return .failure(error) }
    }

    /// Whether a flow with this result never writes or removes anything, and never fails.
    var neverContributes: Bool {
        switch kind {
        case .value(let value): value.isNull
        case .ignore: true
        case .choose(_, let yes, let no): yes.neverContributes && no.neverContributes
        case .switch(let pairs): pairs.allSatisfy(\.result.neverContributes)
        case .with(_, _, let body): body.neverContributes
        default: false
        }
    }
}
