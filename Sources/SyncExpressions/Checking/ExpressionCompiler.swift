import Diagnostics
import Directory

/// Turns a tree into a program: resolves names, counts arguments, and says everything that is wrong at once.
struct ExpressionCompiler {
    let source: SourceText
    let knows: ((AttributeName) -> Bool)?
    fileprivate(set) var attributes: [AttributeName] = []
    fileprivate(set) var confirmed: [AttributeName] = []
    private(set) var parameters: [String] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(source: SourceText, knows: ((AttributeName) -> Bool)?) {
        self.source = source
        self.knows = knows
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    private static let words = [
        "CaseSensitive", "CaseInsensitive", "vbTextCompare", "vbBinaryCompare", "Unicode", "ASCII", "UTF8",
    ]

    mutating func compile(_ node: SyntaxNode) -> ProgramNode {
        switch node.kind {
        case .string(let text): return .value(.string(text))
        case .number(let number): return .value(.number(number))
        case .attribute(let name): return .attribute(slot(AttributeName(name), in: \.attributes, node.range))
        case .parameter(let name): return .parameter(parameterSlot(name))
        case .variable(let name):
            return report(
                "EXP020",
                "variables such as $\(name) belong to Select, Where and With, which are not supported yet",
                node
            )
        case .constant(let name): return constant(name, node)
        case .parenthesized(let inner): return compile(inner)
        case .negate(let operand): return .negate(compile(operand), node.range)
        case .binary(let symbol, let left, let right):
            for side in [left, right] {
                if case .binary(let inner, _, _) = side.kind, [inner, symbol].contains(.and),
                    [inner, symbol].contains(.or)
                {
                    warn("EXP021", "&& and || are mixed without parentheses; && binds tighter here", node)
                }
            }
            return .binary(symbol, compile(left), compile(right), node.range)
        case .call(let name, let arguments): return call(name, arguments, node)
        }
    }

    private mutating func constant(_ name: String, _ node: SyntaxNode) -> ProgramNode {
        switch name {
        case "True", "true": return .value(.boolean(true))
        case "False", "false": return .value(.boolean(false))
        case "NULL": return .value(.null)
        case "CRLF": return .value(.string("\r\n"))
        case "AuthoritativeNull": return .authoritativeNull
        case "IgnoreThisFlow": return .ignore
        case _ where Self.words.contains(name): return .value(.string(name))
        default:
            let known = Self.words + ["True", "False", "NULL", "CRLF", "AuthoritativeNull", "IgnoreThisFlow"]
            return report("EXP022", "there is no constant \(name)", node, suggestion(for: name, among: known))
        }
    }

    private mutating func call(_ name: String, _ arguments: [SyntaxNode], _ node: SyntaxNode) -> ProgramNode {
        if let arity = FunctionLibrary.special[name] {
            guard count(arguments, arity, name, node) else { return .value(.null) }
            return special(name, arguments, node)
        }
        if let function = FunctionLibrary.byName[name] {
            guard count(arguments, function.arity, name, node) else { return .value(.null) }
            return .call(function, arguments.map { compile($0) }, node.range)
        }
        if FunctionLibrary.unsupported.contains(name) {
            return report("EXP023", "the function \(name) is not supported yet", node)
        }
        let folded = FunctionLibrary.allNames.first { $0.lowercased() == name.lowercased() }
        let note =
            folded.map { "names of functions are case-sensitive: write \($0)" }
            ?? suggestion(for: name, among: FunctionLibrary.allNames)
        return report("EXP024", "there is no function \(name)", node, note)
    }

    private mutating func special(_ name: String, _ arguments: [SyntaxNode], _ node: SyntaxNode) -> ProgramNode {
        switch name {
        case "IIF":
            return .choose(compile(arguments[0]), compile(arguments[1]), compile(arguments[2]), node.range)
        case "Error": return .fail(compile(arguments[0]), node.range)
        case "Switch":
            guard arguments.count.isMultiple(of: 2) else {
                return report("EXP025", "Switch takes pairs of a condition and a value", node)
            }
            let pairs = stride(from: 0, to: arguments.count, by: 2).map {
                (compile(arguments[$0]), compile(arguments[$0 + 1]))
            }
            return .switch(pairs, node.range)
        default:
            guard case .string(let attribute) = arguments[0].kind else {
                return report("EXP026", "\(name) takes the name of an attribute in quotes", node)
            }
            return name == "ValueCount"
                ? .count(slot(AttributeName(attribute), in: \.attributes, node.range))
                : .confirmed(slot(AttributeName(attribute), in: \.confirmed, node.range))
        }
    }

    private mutating func count(
        _ arguments: [SyntaxNode],
        _ arity: ClosedRange<Int>,
        _ name: String,
        _ node: SyntaxNode
    ) -> Bool {
        guard !arity.contains(arguments.count) else { return true }
        let wanted = arity.count == 1 ? "\(arity.lowerBound)" : "\(arity.lowerBound) to \(arity.upperBound)"
        _ = report("EXP027", "\(name) takes \(wanted) arguments and is given \(arguments.count)", node)
        return false
    }

    private mutating func slot(
        _ name: AttributeName,
        in list: WritableKeyPath<ExpressionCompiler, [AttributeName]>,
        _ range: SourceRange
    ) -> Int {
        if let index = self[keyPath: list].firstIndex(of: name) { return index }
        if let knows, name != "dn", !knows(name) {
            diagnostics.append(
                Diagnostic("EXP028", .warning, "the attribute \(name) is not in the schema", at: range, in: source)
            )
        }
        self[keyPath: list].append(name)
        return self[keyPath: list].count - 1
    }

    private mutating func parameterSlot(_ name: String) -> Int {
        if let index = parameters.firstIndex(of: name) { return index }
        parameters.append(name)
        return parameters.count - 1
    }

    private mutating func report(
        _ code: DiagnosticCode,
        _ message: String,
        _ node: SyntaxNode,
        _ note: String? = nil
    ) -> ProgramNode {
        let notes = note.map { [$0] } ?? []
        diagnostics.append(Diagnostic(code, .error, message, at: node.range, in: source, notes: notes))
        return .value(.null)
    }

    private mutating func warn(_ code: DiagnosticCode, _ message: String, _ node: SyntaxNode) {
        diagnostics.append(Diagnostic(code, .warning, message, at: node.range, in: source))
    }

    private func suggestion(for name: String, among known: [String]) -> String? {
        let near = known.map { ($0, Spelling.distance($0.lowercased(), name.lowercased())) }.min { $0.1 < $1.1 }
        return near.flatMap { $0.1 <= 2 ? "did you mean \($0.0)?" : nil }
    }
}
