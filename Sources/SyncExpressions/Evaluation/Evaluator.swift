import Diagnostics
import Directory

/// Runs a compiled expression for one object.
struct Evaluator<Context: ExpressionContext> {
    let context: Context
    let limits: EvaluationLimits
    let semantics: RuleSemantics
    private var steps = 0
    private var depth = 0
    private var variables: [ExpressionValue]
    private(set) var trace: EvaluationTrace?

    init(
        context: Context,
        limits: EvaluationLimits,
        semantics: RuleSemantics,
        variables count: Int,
        isTraced: Bool = false
    ) {
        self.context = context
        self.limits = limits
        self.semantics = semantics
        variables = count == 0 ? [] : Array(repeating: .null, count: count)
        trace = isTraced ? EvaluationTrace() : nil
    }

    /// The result of a whole expression; the literals that speak to the flow may stand in any chosen branch.
    mutating func flow(_ node: ProgramNode) throws(EvaluationError) -> FlowResult {
        switch node.kind {
        case .authoritativeNull: return .authoritativeNull
        case .ignore: return .ignore
        case .choose(let condition, let yes, let no):
            let holds = try value(condition)
            if case .list(let flags) = holds { return try flowOfEach(flags, yes, no, node.range) }
            return try flow(Conversion.truth(holds, condition.range) ? yes : no)
        case .switch(let pairs):
            for (condition, result) in pairs where try Conversion.truth(value(condition), condition.range) {
                return try flow(result)
            }
            return .null
        case .with(let variable, let bound, let body):
            variables[variable] = try value(bound)
            return try flow(body)
        default:
            let value = try value(node).settled
            return value.isNull ? .null : .value(value)
        }
    }

    mutating func value(_ node: ProgramNode) throws(EvaluationError) -> ExpressionValue {
        try charge(1, node.range)
        guard trace != nil else { return try compute(node) }
        depth += 1
        defer { depth -= 1 }
        let value = try compute(node)
        if case .value = node.kind { return value }
        trace?.record(EvaluationStep(range: node.range, depth: depth - 1, value: value))
        return value
    }

    private mutating func compute(_ node: ProgramNode) throws(EvaluationError) -> ExpressionValue {
        switch node.kind {
        case .value(let value): return value
        case .attribute(let slot): return context.attribute(slot)
        case .confirmed(let slot): return context.confirmed(slot)
        case .count(let slot): return .number(Int64(context.attribute(slot).elements.count))
        case .parameter(let slot): return context.parameter(slot)
        case .variable(let slot): return variables[slot]
        case .negate(let operand): return try negated(value(operand), node.range)
        case .binary(let symbol, let left, let right): return try binary(symbol, left, right, node.range)
        case .choose(let condition, let yes, let no):
            let holds = try value(condition)
            if case .list(let flags) = holds { return try choice(flags, yes, no, node.range) }
            return try value(Conversion.truth(holds, condition.range) ? yes : no)
        case .switch(let pairs):
            for (condition, result) in pairs where try Conversion.truth(value(condition), condition.range) {
                return try value(result)
            }
            return .null
        case .fail(let text):
            throw EvaluationError(.errorFunction, try Conversion.text(value(text), text.range) ?? "", at: node.range)
        case .call(_, let maps, let body, let nodes):
            let (call, hasList) = try arguments(nodes, node.range)
            return try maps && hasList ? mapped(body, call) : bounded(body(call), node.range)
        case .ambient(let body, let nodes):
            return try body(arguments(nodes, node.range).call, FunctionEnvironment(context))
        case .select(let variable, let values, let body): return try selected(variable, values, body, node.range)
        case .filter(let variable, let values, let test): return try filtered(variable, values, test)
        case .with(let variable, let bound, let body):
            variables[variable] = try value(bound)
            return try value(body)
        case .authoritativeNull, .ignore:
            throw EvaluationError(
                .typeMismatch,
                "AuthoritativeNull and IgnoreThisFlow cannot be part of a value.",
                at: node.range
            )
        }
    }

    private mutating func arguments(
        _ nodes: [ProgramNode],
        _ range: SourceRange
    ) throws(EvaluationError) -> (call: FunctionCall, hasList: Bool) {
        var call = FunctionCall(range: range, limits: limits, semantics: semantics)
        var hasList = false
        for node in nodes {
            let value = try value(node)
            switch value {
            case .list(let values):
                hasList = true
                try charge(values.count, range)
            case .string(let text): try charge(text.utf8.count / 256, range)
            default: break
            }
            call.append(value)
        }
        return (call, hasList)
    }

    private mutating func selected(
        _ variable: Int,
        _ values: ProgramNode,
        _ body: ProgramNode,
        _ range: SourceRange
    ) throws(EvaluationError) -> ExpressionValue {
        var results: [ExpressionValue] = []
        for element in try value(values).elements {
            variables[variable] = element
            results += try value(body).elements
        }
        return try bounded(.gathering(results), range)
    }

    private mutating func filtered(
        _ variable: Int,
        _ values: ProgramNode,
        _ test: ProgramNode
    ) throws(EvaluationError) -> ExpressionValue {
        var results: [ExpressionValue] = []
        for element in try value(values).elements {
            variables[variable] = element
            if try Conversion.truth(value(test), test.range) { results.append(element) }
        }
        return .gathering(results)
    }

    mutating func charge(_ count: Int, _ range: SourceRange) throws(EvaluationError) {
        steps += count
        guard steps <= limits.steps else {
            throw EvaluationError(.limit, "The expression takes more than \(limits.steps) steps.", at: range)
        }
    }

    func bounded(_ value: ExpressionValue, _ range: SourceRange) throws(EvaluationError) -> ExpressionValue {
        guard value.size <= limits.size else {
            throw EvaluationError(.limit, "The result is longer than \(limits.size) bytes.", at: range)
        }
        return value
    }
}
