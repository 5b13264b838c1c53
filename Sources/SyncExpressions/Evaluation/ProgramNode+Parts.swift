extension ProgramNode {
    /// Whether this part or one within it satisfies a condition.
    func contains(_ isWanted: (Kind) -> Bool) -> Bool {
        if isWanted(kind) { return true }
        switch kind {
        case .value, .authoritativeNull, .ignore, .attribute, .confirmed, .count, .parameter, .variable: return false
        case .negate(let operand), .fail(let operand): return operand.contains(isWanted)
        case .binary(_, let left, let right), .select(_, let left, let right), .filter(_, let left, let right),
            .with(_, let left, let right):
            return left.contains(isWanted) || right.contains(isWanted)
        case .choose(let condition, let yes, let no):
            return condition.contains(isWanted) || yes.contains(isWanted) || no.contains(isWanted)
        case .switch(let pairs):
            return pairs.contains { $0.condition.contains(isWanted) || $0.result.contains(isWanted) }
        case .call(_, _, _, let arguments), .ambient(_, let arguments):
            return arguments.contains { $0.contains(isWanted) }
        }
    }
}

extension ExpressionProgram {
    /// Whether the same object always gives the same: no function in it reads the clock or draws something.
    public var isDeterministic: Bool {
        !root.contains { if case .ambient = $0 { true } else { false } }
    }

    /// Whether it may leave its target as it was.
    public var mayIgnore: Bool {
        root.contains { if case .ignore = $0 { true } else { false } }
    }
}
