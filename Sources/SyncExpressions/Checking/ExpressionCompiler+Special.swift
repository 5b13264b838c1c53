import Diagnostics
import Directory

extension ExpressionCompiler {
    mutating func special(
        _ form: SpecialForm,
        _ function: FunctionDefinition,
        _ arguments: [SyntaxNode],
        _ node: SyntaxNode,
        _ isFlow: Bool
    ) -> CheckedNode {
        switch form {
        case .choose:
            let condition = condition(arguments[0], "IIF takes a condition first")
            let (yes, no) = (check(arguments[1], isFlow: isFlow), check(arguments[2], isFlow: isFlow))
            if arguments[1] == arguments[2] { warn("EXP032", "both results are the same", node) }
            var type = yes.type.or(no.type)
            if condition.type.multiplicity != .one { type.multiplicity = .unknown }
            return checked(.choose(condition.node, yes.node, no.node), node, type)
        case .switch: return switches(arguments, node, isFlow)
        case .fail:
            let text = check(arguments[0])
            require(text, [.text, .number, .reference], "Error takes str as message", arguments[0])
            return checked(.fail(text.node), node, .null)
        case .confirmed, .count:
            guard case .string(let name) = arguments[0].kind else {
                var hint: String?
                if case .attribute(let name) = arguments[0].kind { hint = "write \"\(name)\"" }
                return report("EXP026", "\(function.name) takes the name of an attribute in quotes", arguments[0], hint)
            }
            if form == .count {
                let slot = self.slot(name, in: \.attributes, arguments[0]).0
                return checked(.count(slot), node, StaticType(types: .number))
            }
            let (slot, type) = self.slot(name, in: \.confirmed, arguments[0])
            return checked(.confirmed(slot), node, type)
        case .select, .filter, .with: return binds(form, function, arguments, node, isFlow)
        }
    }

    private mutating func switches(_ arguments: [SyntaxNode], _ node: SyntaxNode, _ isFlow: Bool) -> CheckedNode {
        var pairs: [(condition: ProgramNode, result: ProgramNode)] = []
        var type = StaticType.null
        for index in stride(from: 0, to: arguments.count, by: 2) {
            let condition = condition(arguments[index], "Switch takes pairs of a condition and a value")
            guard index + 1 < arguments.count else {
                return report("EXP025", "Switch takes pairs, and this condition has no value", arguments[index])
            }
            let result = check(arguments[index + 1], isFlow: isFlow)
            type = type.or(result.type)
            pairs.append((condition.node, result.node))
        }
        return checked(.switch(pairs), node, type)
    }

    private mutating func binds(
        _ form: SpecialForm,
        _ function: FunctionDefinition,
        _ arguments: [SyntaxNode],
        _ node: SyntaxNode,
        _ isFlow: Bool
    ) -> CheckedNode {
        let values = check(arguments[1])
        guard case .variable(let name) = arguments[0].kind else {
            return report("EXP043", "\(function.name) takes a variable such as $item first", arguments[0])
        }
        var inner = values.type
        if form != .with {
            if inner.multiplicity == .one, !inner.types.isEmpty {
                warn("EXP041", "\(function.name) takes several values, and this is never more than one", arguments[1])
            }
            inner.multiplicity = .one
        }
        let slot = variableCount
        variableCount += 1
        visible.append(Variable(name: name, slot: slot, type: inner))
        defer { visible.removeLast() }
        switch form {
        case .select:
            let body = check(arguments[2])
            let type = StaticType(types: body.type.types, multiplicity: .unknown)
            return checked(.select(variable: slot, values.node, body.node), node, type)
        case .filter:
            let test = condition(arguments[2], "Where takes a condition last")
            let type = StaticType(types: values.type.types, multiplicity: .unknown)
            return checked(.filter(variable: slot, values.node, test.node), node, type)
        default:
            let body = check(arguments[2], isFlow: isFlow)
            return checked(.with(variable: slot, values.node, body.node), node, body.type)
        }
    }
}
