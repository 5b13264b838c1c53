import Directory

/// Turns a compiled expression into instructions over packed entries; what it does not know becomes an instruction that
/// does not decide.
struct PackedCodeBuilder {
    var code: PackedCode
    let attributes: [PackedAttribute]
    let confirmed: [PackedAttribute]
    let parameters: [ExpressionValue]
    let semantics: RuleSemantics

    mutating func add(_ node: ProgramNode) -> Int32 {
        switch node.kind {
        case .value(let value): return constant(value)
        case .parameter(let slot): return constant(parameters.indices.contains(slot) ? parameters[slot] : .null)
        case .authoritativeNull: return append(.init(operation: .authoritativeNull))
        case .ignore: return append(.init(operation: .ignore))
        case .attribute(let slot): return attribute(slot, attributes)
        case .confirmed(let slot): return attribute(slot, confirmed)
        case .choose(let condition, let yes, let no):
            return append(.init(operation: .choose, first: add(condition), second: add(yes), third: add(no)))
        case .binary(let symbol, let left, let right): return binary(symbol, left, right)
        case .call(let name, _, _, let arguments): return call(name, arguments)
        case .count, .variable, .negate, .switch, .fail, .ambient, .select, .filter, .with: return undecided()
        }
    }

    mutating func append(_ instruction: PackedInstruction) -> Int32 {
        code.instructions.append(instruction)
        return Int32(code.instructions.count - 1)
    }

    mutating func undecided() -> Int32 { append(.init(operation: .undecided)) }

    private mutating func constant(_ value: ExpressionValue) -> Int32 {
        switch value {
        case .null: return append(.init(operation: .null))
        case .string(let text):
            let start = Int32(code.pool.count)
            code.pool += Array(text.utf8)
            let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
            return append(
                .init(
                    operation: .text,
                    first: start,
                    second: Int32(code.pool.count) - start,
                    number: isASCII ? 1 : 0
                )
            )
        case .number(let number): return append(.init(operation: .number, number: number))
        case .boolean(let flag): return append(.init(operation: .boolean, number: flag ? 1 : 0))
        case .binary, .date, .reference, .list: return undecided()
        }
    }

    private mutating func attribute(_ slot: Int, _ list: [PackedAttribute]) -> Int32 {
        guard list.indices.contains(slot) else { return undecided() }
        let attribute = list[slot]
        if attribute.isName { return append(.init(operation: .name)) }
        return append(
            .init(operation: .attribute, kind: attribute.kind, first: Int32(attribute.attribute.rawValue))
        )
    }

    // MARK: Functions

    private static let tests: [String: PackedInstruction.Operation] = [
        "IsNull": .isNull, "IsPresent": .isPresent, "IsNullOrEmpty": .isNullOrEmpty, "IsString": .isString,
    ]
    private static let changes: [String: PackedInstruction.Operation] = [
        "ConvertToBase64": .base64, "ConvertToUTF8Hex": .hexadecimal, "StringFromSid": .sid,
        "CStr": .plain, "CRef": .reference, "DateFromNum": .moment,
    ]

    private mutating func call(_ name: String, _ arguments: [ProgramNode]) -> Int32 {
        guard let first = arguments.first else { return undecided() }
        if let test = Self.tests[name] { return append(.init(operation: test, first: add(first))) }
        if let change = Self.changes[name] { return append(.init(operation: change, first: add(first))) }
        switch (name, arguments.count) {
        case ("CBool", 1): return truth(of: first)
        case ("Trim", 1): return cut(.init(operation: .trim), first)
        case ("Left", 2):
            guard case .value(.number(let count)) = arguments[1].kind else { return undecided() }
            return cut(.init(operation: .left, number: count < 0 ? .max : count), first)
        case ("Item", 2): return selected(first, PackedInstruction.Selection.first, where: arguments[1])
        case ("RemoveDuplicates", 1): return distinct(first)
        case ("BitAnd", 2):
            return append(.init(operation: .bitAnd, first: add(first), second: add(arguments[1])))
        case ("BitOr", 2): return append(.init(operation: .bitOr, first: add(first), second: add(arguments[1])))
        case ("InStr", 2):
            guard case .value(.string(let wanted)) = arguments[1].kind, !wanted.isEmpty else { return undecided() }
            return append(.init(operation: .place, first: add(first), second: add(arguments[1])))
        case ("DNComponent", 2):
            guard case .value(.number(1)) = arguments[1].kind else { return undecided() }
            return append(.init(operation: .component, first: add(first)))
        case ("FormatDateTime", 2):
            guard case .value(.string(let pattern)) = arguments[1].kind, let plain = PlainDatePattern(pattern) else {
                return undecided()
            }
            let start = Int32(code.pool.count)
            code.pool += plain.letters
            return append(
                .init(operation: .format, first: add(first), second: start, third: Int32(plain.letters.count))
            )
        default: return undecided()
        }
    }

    /// A cut of each value: joined to the cuts of an attribute's values where it is one of those.
    private mutating func cut(_ step: PackedInstruction, _ inner: ProgramNode) -> Int32 {
        var step = step
        let argument = add(inner)
        let source = code.instructions[Int(argument)]
        guard source.operation == .attribute, source.number != PackedInstruction.Selection.distinct, source.second < 8
        else {
            step.first = argument
            return append(step)
        }
        // Cuts have to follow one another: those of the attribute are written again with the new one behind them.
        let start = Int32(code.instructions.count)
        for place in source.third..<source.third + source.second {
            code.instructions.append(code.instructions[Int(place)])
        }
        code.instructions.append(step)
        var result = source
        (result.second, result.third) = (source.second + 1, start)
        return append(result)
    }

    private mutating func selected(_ inner: ProgramNode, _ selection: Int64, where number: ProgramNode) -> Int32 {
        let argument = add(inner)
        var source = code.instructions[Int(argument)]
        guard case .value(.number(1)) = number.kind, source.operation == .attribute, source.second == 0,
            source.number == PackedInstruction.Selection.all
        else { return undecided() }
        source.number = selection
        return append(source)
    }

    private mutating func distinct(_ inner: ProgramNode) -> Int32 {
        let argument = add(inner)
        var source = code.instructions[Int(argument)]
        guard source.operation == .attribute, source.number == PackedInstruction.Selection.all,
            semantics.removesDuplicatesOfOtherCase
        else { return undecided() }
        source.number = PackedInstruction.Selection.distinct
        return append(source)
    }
}
