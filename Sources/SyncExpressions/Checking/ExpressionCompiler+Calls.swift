import Diagnostics
import Directory

extension ExpressionCompiler {
    mutating func call(
        _ name: String,
        _ arguments: [SyntaxNode],
        _ node: SyntaxNode,
        _ isFlow: Bool
    ) -> CheckedNode {
        let nameNode = SyntaxNode(.constant(name), SourceRange(node.range.start, node.range.start + name.utf8.count))
        guard let function = FunctionLibrary.function(named: name) else {
            report(
                "EXP024",
                "there is no function \(name)",
                nameNode,
                Spelling.hint(for: name, among: FunctionLibrary.names)
            )
            return lookThrough(arguments, node)
        }
        if let reason = function.unsupported {
            report("EXP023", "the function \(name) is not supported: \(reason)", nameNode)
            return lookThrough(arguments, node)
        }
        guard counts(arguments, function, nameNode) else { return lookThrough(arguments, node) }
        if case .special(let form) = function.body { return special(form, function, arguments, node, isFlow) }
        if !function.isDeterministic {
            remark("EXP033", "\(name) may give something else each time in the product", nameNode)
        }
        let errors = diagnostics.count { $0.severity == .error }
        let checkedArguments = arguments.enumerated().map { index, argument in
            self.argument(argument, function.parameter(at: index), of: function)
        }
        let multiplicity =
            function.maps
            ? checkedArguments.reduce(.one) { $0.union($1.type.multiplicity) } : StaticType.Multiplicity.one
        let type = StaticType(types: function.result, multiplicity: function.givesSeveral ? .unknown : multiplicity)
        let nodes = checkedArguments.map(\.node)
        guard case .pure(let body) = function.body else {
            guard case .ambient(let body) = function.body else { return unknown(node) }
            return checked(.ambient(body, nodes), node, type)
        }
        let made = checked(.call(name: name, maps: function.maps, body, nodes), node, type)
        if errors == diagnostics.count(where: { $0.severity == .error }),
            case .failure(let error)? = made.node.constant(semantics)
        {
            warn("EXP035", "this always fails: \(error.description)", node)
        } else if let error = failureOfPattern(name, function.maps, body, nodes, node) {
            warn("EXP035", "this fails wherever there is a value: \(error.description)", node)
        }
        return made
    }

    /// Values on which patterns are tried out that are constant where what they are for is not.
    private static let samples: [String: ExpressionValue] = [
        "FormatDateTime": .date(FileTime(unixSeconds: 0)), "ReplaceChars": .string("a"), "Split": .string("a"),
    ]

    private func failureOfPattern(
        _ name: String,
        _ maps: Bool,
        _ body: @escaping FunctionBody.Pure,
        _ nodes: [ProgramNode],
        _ node: SyntaxNode
    ) -> EvaluationError? {
        guard !hasErrors, let sample = Self.samples[name], let first = nodes.first, !first.isConstant else {
            return nil
        }
        let tried = [ProgramNode(.value(sample), first.range)] + nodes.dropFirst()
        guard
            case .failure(let error)? = ProgramNode(.call(name: name, maps: maps, body, tried), node.range)
                .constant(semantics)
        else { return nil }
        return error
    }

    /// Looks for mistakes in the arguments of a call that is wrong itself.
    private mutating func lookThrough(_ arguments: [SyntaxNode], _ node: SyntaxNode) -> CheckedNode {
        let seen = visible
        if case .variable(let name)? = arguments.first?.kind {
            visible.append(Variable(name: name, slot: 0, type: .unknown))
        }
        for argument in arguments { _ = check(argument, isFlow: true) }
        visible = seen
        return unknown(node)
    }

    private mutating func counts(_ arguments: [SyntaxNode], _ function: FunctionDefinition, _ node: SyntaxNode) -> Bool
    {
        let (least, most) = function.arity
        if arguments.count >= least, arguments.count <= most ?? .max { return true }
        let wanted =
            switch most {
            case .some(least): least == 1 ? "1 argument" : "\(least) arguments"
            case .some(let most): "\(least) to \(most) arguments"
            case nil: "at least \(least) arguments"
            }
        report("EXP027", "\(function.name) takes \(wanted) and is given \(arguments.count)", node, function.signature)
        return false
    }

    private mutating func argument(
        _ node: SyntaxNode,
        _ parameter: FunctionParameter,
        of function: FunctionDefinition
    ) -> CheckedNode {
        let rule = "\(function.name) takes \(parameter.typeName) as \(parameter.name)"
        switch parameter.kind {
        case .word(let words): return word(node, words, rule)
        case .condition, .test: return condition(node, rule)
        case .value(let types):
            let checked = check(node)
            require(checked, types, rule, node)
            if checked.type.multiplicity == .many, !function.maps {
                report("EXP030", "\(rule), and these are several values", node)
            }
            return checked
        case .values(let types):
            let checked = check(node)
            require(checked, types, rule, node)
            if checked.type.multiplicity == .one, !checked.type.types.isEmpty {
                warn("EXP041", "\(rule), and this is never more than one value", node)
            }
            return checked
        default: return check(node)
        }
    }

    /// One of some words: constants without quotes, others as a text.
    private mutating func word(_ node: SyntaxNode, _ words: [String], _ rule: String) -> CheckedNode {
        let areConstants = words.allSatisfy(Self.options.contains)
        let given: String
        switch node.kind {
        case .constant(let name) where areConstants: given = name
        case .string(let text) where !areConstants: given = text
        case .constant, .string, .number: given = ""
        default:
            let checked = check(node)
            guard areConstants else {
                require(checked, .text, rule, node)
                return checked
            }
            given = ""
        }
        if words.contains(given) { return checked(.value(.string(given)), node, StaticType(types: .text)) }
        let shown = words.map { areConstants ? $0 : "\"\($0)\"" }.joined(separator: ", ")
        return report(
            "EXP042",
            "\(rule.split(separator: " ").first ?? "") takes one of \(shown) here",
            node,
            Spelling.hint(for: given, among: words)
        )
    }
}
