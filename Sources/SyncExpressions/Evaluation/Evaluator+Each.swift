import Diagnostics

/// What is done value by value where there are several.
///
/// Values keep their places: what is filtered out is null until the expression ends or a function takes all values, so
/// that `IIF(InStr([a], "x") = 1, NULL, [a])` can tell which value each condition is about.
extension Evaluator {
    /// Applies a function to each value of the arguments that have several.
    mutating func mapped(
        _ body: FunctionBody.Pure,
        _ call: FunctionCall
    ) throws(EvaluationError) -> ExpressionValue {
        var lists: [(index: Int, values: [ExpressionValue])] = []
        for index in 0..<call.count {
            if case .list(let values) = call[index] { lists.append((index, values)) }
        }
        guard let count = lists.first?.values.count else { return try body(call) }
        guard lists.allSatisfy({ $0.values.count == count }) else { throw uneven(call.range) }
        var one = call
        var results: [ExpressionValue] = []
        results.reserveCapacity(count)
        var size = 0
        for place in 0..<count {
            for list in lists { one[list.index] = list.values[place] }
            guard !lists.contains(where: { $0.values[place].isNull }) else {
                results.append(.null)
                continue
            }
            let result = try body(one)
            size += result.size + 16
            try call.allow(size)
            if case .list(let several) = result { results += several } else { results.append(result) }
        }
        return .list(results)
    }

    /// Combines two values, or each value of one with the other, or values in pairs.
    func each(
        _ left: ExpressionValue,
        _ right: ExpressionValue,
        _ range: SourceRange,
        _ combine: (ExpressionValue, ExpressionValue) throws(EvaluationError) -> ExpressionValue
    ) throws(EvaluationError) -> ExpressionValue {
        let count: Int
        switch (left, right) {
        case (.list(let one), .list(let other)):
            guard one.count == other.count else { throw uneven(range) }
            count = one.count
        case (.list(let values), _), (_, .list(let values)): count = values.count
        default: return try combine(left, right)
        }
        var results: [ExpressionValue] = []
        results.reserveCapacity(count)
        for place in 0..<count {
            let (one, other) = (left.at(place), right.at(place))
            results.append(one.isNull || other.isNull ? .null : try combine(one, other))
        }
        return try bounded(.list(results), range)
    }

    /// For each condition the value in its place of the branch that it chooses; only chosen branches are evaluated.
    mutating func choice(
        _ flags: [ExpressionValue],
        _ yes: ProgramNode,
        _ no: ProgramNode,
        _ range: SourceRange
    ) throws(EvaluationError) -> ExpressionValue {
        let holds = try truths(flags, range)
        let first = holds.contains(true) ? try value(yes) : .null
        let second = holds.contains(false) ? try value(no) : .null
        for case .list(let values) in [first, second] where values.count != flags.count { throw uneven(range) }
        return .list(holds.enumerated().map { $1 ? first.at($0) : second.at($0) })
    }

    /// The same for a whole expression, where a branch may be a literal that speaks to the flow: then it has to be the
    /// branch for every value.
    mutating func flowOfEach(
        _ flags: [ExpressionValue],
        _ yes: ProgramNode,
        _ no: ProgramNode,
        _ range: SourceRange
    ) throws(EvaluationError) -> FlowResult {
        let holds = try truths(flags, range)
        if !holds.contains(false) { return try flow(yes) }
        if !holds.contains(true) { return try flow(no) }
        let value = try choice(flags, yes, no, range).settled
        return value.isNull ? .null : .value(value)
    }

    func truths(_ flags: [ExpressionValue], _ range: SourceRange) throws(EvaluationError) -> [Bool] {
        var truths: [Bool] = []
        truths.reserveCapacity(flags.count)
        for flag in flags { truths.append(try Conversion.truth(flag, range)) }
        return truths
    }

    private func uneven(_ range: SourceRange) -> EvaluationError {
        EvaluationError(.typeMismatch, "Several values meet a different number of values.", at: range)
    }
}

extension ExpressionValue {
    /// The value in a place of several; a single value is in every place.
    fileprivate func at(_ place: Int) -> ExpressionValue {
        if case .list(let values) = self { values[place] } else { self }
    }
}
