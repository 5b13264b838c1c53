/// Operators, and the conditions that are decided where an attribute's bytes lie.
extension PackedCodeBuilder {
    mutating func binary(_ symbol: BinaryOperator, _ left: ProgramNode, _ right: ProgramNode) -> Int32 {
        switch symbol {
        case .or: return chain(.or, symbol, left, right)
        case .and: return chain(.and, symbol, left, right)
        case .concatenate: return joined(.concatenate, left, right)
        case .equal: return compared(.equal, left, right)
        case .notEqual: return compared(.notEqual, left, right)
        case .less: return compared(.less, left, right)
        case .lessOrEqual: return compared(.lessOrEqual, left, right)
        case .greater: return compared(.greater, left, right)
        case .greaterOrEqual: return compared(.greaterOrEqual, left, right)
        case .add, .subtract, .multiply, .divide: return undecided()
        }
    }

    private mutating func joined(
        _ operation: PackedInstruction.Operation,
        _ left: ProgramNode,
        _ right: ProgramNode
    ) -> Int32 {
        let (first, second) = (add(left), add(right))
        return append(.init(operation: operation, first: first, second: second))
    }

    /// `a || b || c` with the rest on the right, so that the machine goes on in place instead of deeper.
    private mutating func chain(
        _ operation: PackedInstruction.Operation,
        _ symbol: BinaryOperator,
        _ left: ProgramNode,
        _ right: ProgramNode
    ) -> Int32 {
        var parts = [right]
        var rest = left
        while case .binary(symbol, let inner, let last) = rest.kind {
            parts.append(last)
            rest = inner
        }
        parts.append(rest)
        var place = add(parts[0])
        for part in parts.dropFirst() {
            let first = add(part)
            place = append(.init(operation: operation, first: first, second: place))
        }
        return place
    }

    /// `CBool(x)`.
    mutating func truth(of argument: ProgramNode) -> Int32 {
        let inner = add(argument)
        return bits(inner).map { append($0) } ?? append(.init(operation: .truth, first: inner))
    }

    private mutating func compared(
        _ operation: PackedInstruction.Operation,
        _ left: ProgramNode,
        _ right: ProgramNode
    ) -> Int32 {
        // Only comparisons without regard to case are made here.
        guard semantics.ignoresCase else { return undecided() }
        let first = add(left)
        if case .value(let constant) = right.kind, let short = short(operation, first, constant) { return short }
        let second = add(right)
        return append(.init(operation: operation, first: first, second: second))
    }

    /// A comparison with a constant as one step.
    private mutating func short(
        _ operation: PackedInstruction.Operation,
        _ left: Int32,
        _ constant: ExpressionValue
    ) -> Int32? {
        let step = code.instructions[Int(left)]
        switch (operation, constant) {
        case (.greater, .number(0)) where step.operation == .place:
            return append(.init(operation: .contains, first: step.first, second: step.second))
        case (.equal, .number(0)):
            guard let bits = bits(left) else { return nil }
            let inner = append(bits)
            return append(.init(operation: .not, first: inner))
        case (.equal, .boolean(let flag)) where Self.conditions.contains(step.operation):
            return flag ? left : append(.init(operation: .not, first: left))
        case (.equal, .string(let text)): return beginning(step, text)
        default: return nil
        }
    }

    /// What gives true or false, or does not decide.
    private static let conditions: Set<PackedInstruction.Operation> = [
        .isNull, .isPresent, .isNullOrEmpty, .isString, .or, .and, .not, .begins, .isText, .hasBits, .contains, .truth,
        .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
    ]

    /// An attribute, or the whole beginning of one, compared with a text of ASCII.
    private mutating func beginning(_ step: PackedInstruction, _ text: String) -> Int32? {
        let wanted = text.utf8.map { ($0 >= 0x41 && $0 <= 0x5A) ? $0 | 0x20 : $0 }
        guard step.operation == .attribute, step.kind == .text || step.kind == .reference,
            step.number == PackedInstruction.Selection.all, !wanted.isEmpty, wanted.allSatisfy({ $0 < 0x80 })
        else { return nil }
        var operation = PackedInstruction.Operation.isText
        if step.second > 0 {
            let cut = code.instructions[Int(step.third)]
            guard step.second == 1, cut.operation == .left, cut.number == Int64(wanted.count) else { return nil }
            operation = .begins
        }
        let start = Int32(code.pool.count)
        code.pool += wanted
        return append(.init(operation: operation, first: step.first, second: start, third: Int32(wanted.count)))
    }

    /// `BitAnd([x], n)` of an attribute of numbers as the question whether one of the bits is set.
    private func bits(_ place: Int32) -> PackedInstruction? {
        let step = code.instructions[Int(place)]
        guard step.operation == .bitAnd else { return nil }
        let (source, mask) = (code.instructions[Int(step.first)], code.instructions[Int(step.second)])
        guard source.operation == .attribute, source.kind == .number, source.second == 0,
            source.number == PackedInstruction.Selection.all, mask.operation == .number
        else { return nil }
        return .init(operation: .hasBits, first: source.first, number: mask.number)
    }
}
