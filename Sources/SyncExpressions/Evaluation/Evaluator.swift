import Diagnostics
import Directory

/// Runs a compiled expression for one object.
struct Evaluator<Context: ExpressionContext> {
    let context: Context
    private let limits: EvaluationLimits
    private var steps = 0

    init(context: Context, limits: EvaluationLimits) {
        self.context = context
        self.limits = limits
    }

    /// The result of a whole expression; the literals that speak to the flow may stand in any chosen branch.
    mutating func flow(_ node: ProgramNode) throws(EvaluationError) -> FlowResult {
        switch node {
        case .authoritativeNull: return .authoritativeNull
        case .ignore: return .ignore
        case .choose(let condition, let yes, let no, let range):
            return try flow(truth(value(condition), range) ? yes : no)
        case .switch(let pairs, let range):
            for (condition, result) in pairs where try truth(value(condition), range) { return try flow(result) }
            return .null
        default:
            let value = try value(node)
            return value == .null ? .null : .value(value)
        }
    }

    private mutating func value(_ node: ProgramNode) throws(EvaluationError) -> ExpressionValue {
        steps += 1
        guard steps <= limits.steps else {
            throw EvaluationError(.limit, "The expression takes more than \(limits.steps) steps.")
        }
        switch node {
        case .value(let value): return value
        case .attribute(let slot): return context.attribute(slot)
        case .confirmed(let slot): return context.confirmed(slot)
        case .count(let slot): return .number(Int64(context.attribute(slot).elements.count))
        case .parameter(let slot): return context.parameter(slot)
        case .negate(let operand, let range):
            let (result, overflow) = Int64(0).subtractingReportingOverflow(try number(value(operand), range))
            return .number(try checked(result, overflow, range))
        case .binary(let symbol, let left, let right, let range): return try binary(symbol, left, right, range)
        case .choose(let condition, let yes, let no, let range):
            return try value(try truth(value(condition), range) ? yes : no)
        case .switch(let pairs, let range):
            for (condition, result) in pairs where try truth(value(condition), range) { return try value(result) }
            return .null
        case .fail(let text, let range):
            throw EvaluationError(.errorFunction, try Conversion.text(value(text), range) ?? "", at: range)
        case .call(let function, let arguments, let range): return try call(function, arguments, range)
        case .authoritativeNull, .ignore:
            throw EvaluationError(.typeMismatch, "AuthoritativeNull and IgnoreThisFlow cannot be part of a value.")
        }
    }

    private mutating func call(
        _ function: FunctionDefinition,
        _ nodes: [ProgramNode],
        _ range: SourceRange
    ) throws(EvaluationError) -> ExpressionValue {
        var arguments: [ExpressionValue] = []
        arguments.reserveCapacity(nodes.count)
        for node in nodes { arguments.append(try value(node)) }
        let environment = FunctionEnvironment(range: range, now: context.now)
        guard function.mapsOverValues, case .list(let values)? = arguments.first else {
            return try bounded(function.body(arguments, environment), range)
        }
        var results: [ExpressionValue] = []
        for value in values {
            arguments[0] = value
            let result = try function.body(arguments, environment)
            if result != .null { results.append(result) }
        }
        return .gathering(results)
    }

    private func bounded(_ value: ExpressionValue, _ range: SourceRange) throws(EvaluationError) -> ExpressionValue {
        let size =
            switch value {
            case .string(let text): text.utf8.count
            case .binary(let bytes): bytes.count
            default: 0
            }
        guard size <= limits.size else {
            throw EvaluationError(.limit, "The result is longer than \(limits.size) bytes.", at: range)
        }
        return value
    }

    private mutating func binary(
        _ symbol: BinaryOperator,
        _ left: ProgramNode,
        _ right: ProgramNode,
        _ range: SourceRange
    ) throws(EvaluationError) -> ExpressionValue {
        switch symbol {
        case .or: return .boolean(try truth(value(left), range) ? true : truth(value(right), range))
        case .and: return .boolean(try truth(value(left), range) ? truth(value(right), range) : false)
        case .concatenate:
            let one = try Conversion.text(value(left), range) ?? ""
            return try bounded(.string(one + (try Conversion.text(value(right), range) ?? "")), range)
        case .add, .subtract, .multiply, .divide:
            return .number(try arithmetic(symbol, number(value(left), range), number(value(right), range), range))
        default:
            let (one, other) = (try value(left).single, try value(right).single)
            guard one != .null, other != .null else { return .boolean(false) }
            return .boolean(try Comparison.holds(symbol, one, other, range))
        }
    }

    private func arithmetic(
        _ symbol: BinaryOperator,
        _ left: Int64,
        _ right: Int64,
        _ range: SourceRange
    )
        throws(EvaluationError) -> Int64
    {
        let result: (partialValue: Int64, overflow: Bool)
        switch symbol {
        case .add: result = left.addingReportingOverflow(right)
        case .subtract: result = left.subtractingReportingOverflow(right)
        case .multiply: result = left.multipliedReportingOverflow(by: right)
        default:
            guard right != 0 else { throw EvaluationError(.invalidValue, "A number is divided by zero.", at: range) }
            result = left.dividedReportingOverflow(by: right)
        }
        return try checked(result.partialValue, result.overflow, range)
    }

    private func checked(_ number: Int64, _ overflow: Bool, _ range: SourceRange) throws(EvaluationError) -> Int64 {
        guard !overflow else {
            throw EvaluationError(.invalidValue, "The number does not fit into 64 bits.", at: range)
        }
        return number
    }

    private func truth(_ value: ExpressionValue, _ range: SourceRange) throws(EvaluationError) -> Bool {
        try Conversion.truth(value, range)
    }

    private func number(_ value: ExpressionValue, _ range: SourceRange) throws(EvaluationError) -> Int64 {
        guard let number = try Conversion.number(value, range) else {
            throw EvaluationError(.typeMismatch, "A number was expected and there is nothing.", at: range)
        }
        return number
    }
}
