import Diagnostics
import Directory

extension Evaluator {
    mutating func binary(
        _ symbol: BinaryOperator,
        _ left: ProgramNode,
        _ right: ProgramNode,
        _ range: SourceRange
    ) throws(EvaluationError) -> ExpressionValue {
        switch symbol {
        case .or, .and: return try logical(symbol, left, right, range)
        case .concatenate:
            return try each(value(left), value(right), range) { one, other throws(EvaluationError) in
                try joined(one, other, range)
            }
        case .add, .subtract, .multiply, .divide:
            return try each(value(left), value(right), range) { one, other throws(EvaluationError) in
                .number(try arithmetic(symbol, number(one, range), number(other, range), range))
            }
        default:
            return try each(value(left), value(right), range) { one, other throws(EvaluationError) in
                guard !one.isNull, !other.isNull else { return .boolean(false) }
                return .boolean(try Comparison.holds(symbol, one, other, range, ignoresCase: semantics.ignoresCase))
            }
        }
    }

    func negated(_ value: ExpressionValue, _ range: SourceRange) throws(EvaluationError) -> ExpressionValue {
        try each(value, .number(0), range) { one, _ throws(EvaluationError) in
            .number(try arithmetic(.subtract, 0, number(one, range), range))
        }
    }

    /// The right side is evaluated only where the left one does not decide.
    private mutating func logical(
        _ symbol: BinaryOperator,
        _ left: ProgramNode,
        _ right: ProgramNode,
        _ range: SourceRange
    ) throws(EvaluationError) -> ExpressionValue {
        let decisive = symbol == .or
        let one = try value(left)
        guard case .list(let flags) = one else {
            if try Conversion.truth(one, left.range) == decisive { return .boolean(decisive) }
            let other = try value(right)
            if case .list(let flags) = other { return .list(try truths(flags, right.range).map { .boolean($0) }) }
            return .boolean(try Conversion.truth(other, right.range))
        }
        let truths = try truths(flags, left.range)
        guard truths.contains(!decisive) else { return .list(truths.map { .boolean($0) }) }
        return try each(.list(truths.map { .boolean($0) }), value(right), range) { one, other throws(EvaluationError) in
            one == .boolean(decisive) ? one : .boolean(try Conversion.truth(other, right.range))
        }
    }

    private func joined(
        _ left: ExpressionValue,
        _ right: ExpressionValue,
        _ range: SourceRange
    ) throws(EvaluationError) -> ExpressionValue {
        if case .binary(let one) = left, case .binary(let other) = right {
            return try bounded(.binary(one + other), range)
        }
        let one = try Conversion.text(left, range) ?? ""
        return try bounded(.string(one + (try Conversion.text(right, range) ?? "")), range)
    }

    private func arithmetic(
        _ symbol: BinaryOperator,
        _ left: Int64,
        _ right: Int64,
        _ range: SourceRange
    ) throws(EvaluationError) -> Int64 {
        let result: (partialValue: Int64, overflow: Bool)
        switch symbol {
        case .add: result = left.addingReportingOverflow(right)
        case .subtract: result = left.subtractingReportingOverflow(right)
        case .multiply: result = left.multipliedReportingOverflow(by: right)
        default:
            guard right != 0 else { throw EvaluationError(.invalidValue, "A number is divided by zero.", at: range) }
            result = left.dividedReportingOverflow(by: right)
        }
        guard !result.overflow else {
            throw EvaluationError(.invalidValue, "The number does not fit into 64 bits.", at: range)
        }
        return result.partialValue
    }

    private func number(_ value: ExpressionValue, _ range: SourceRange) throws(EvaluationError) -> Int64 {
        guard let number = try Conversion.number(value, range) else {
            throw EvaluationError(.typeMismatch, "A number was expected and there is nothing.", at: range)
        }
        return number
    }
}
