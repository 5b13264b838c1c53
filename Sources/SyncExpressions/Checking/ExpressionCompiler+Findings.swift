import Diagnostics

extension ExpressionCompiler {
    @discardableResult
    mutating func report(
        _ code: DiagnosticCode,
        _ message: String,
        _ node: SyntaxNode,
        _ note: String? = nil
    ) -> CheckedNode {
        add(code, .error, message, node, note)
        return unknown(node)
    }

    mutating func warn(_ code: DiagnosticCode, _ message: String, _ node: SyntaxNode, _ note: String? = nil) {
        add(code, .warning, message, node, note)
    }

    mutating func remark(_ code: DiagnosticCode, _ message: String, _ node: SyntaxNode) {
        add(code, .note, message, node, nil)
    }

    private mutating func add(
        _ code: DiagnosticCode,
        _ severity: DiagnosticSeverity,
        _ message: String,
        _ node: SyntaxNode,
        _ note: String?
    ) {
        guard diagnostics.count < Lexer.mistakeLimit else { return }
        let notes = note.map { [$0] } ?? []
        diagnostics.append(Diagnostic(code, severity, message, at: node.range, in: source, notes: notes))
    }

    /// Reports a value that cannot be of a wanted kind.
    mutating func require(_ checked: CheckedNode, _ types: ValueTypes, _ rule: String, _ node: SyntaxNode) {
        guard !checked.type.mayBe(types) else { return }
        report("EXP030", "\(rule), and this is \(checked.type.types.names)", node, Self.conversion(checked.type, types))
    }

    /// The function that makes one kind of another, where there is one.
    private static func conversion(_ given: StaticType, _ wanted: ValueTypes) -> String? {
        if wanted.contains(.text), !given.types.isDisjoint(with: [.number, .boolean]) {
            return "CStr makes text of it"
        }
        if wanted.contains(.text), given.types == .date { return "FormatDateTime makes text of it" }
        if wanted.contains(.number), given.types == .text { return "CNum makes a number of it" }
        if wanted.contains(.number), given.types == .date { return "NumFromDate makes a number of it" }
        if wanted.contains(.date), given.types == .text { return "CDate makes a date of it" }
        if wanted.contains(.date), given.types == .number { return "DateFromNum makes a date of it" }
        if wanted.contains(.reference), given.types == .text { return "CRef makes a reference of it" }
        if wanted.contains(.boolean), given.types == .number { return "CBool makes a condition of it" }
        return nil
    }

    /// Checks a condition, and says when it always holds or never does.
    mutating func condition(_ node: SyntaxNode, _ rule: String) -> CheckedNode {
        let condition = check(node)
        require(condition, [.boolean, .number], rule, node)
        guard !hasErrors, case .success(let value)? = condition.node.constant(semantics),
            let holds = try? Conversion.truth(value, node.range)
        else { return condition }
        if holds {
            if node.kind != .constant("True") { remark("EXP039", "the condition always holds", node) }
        } else {
            warn("EXP031", "the condition never holds", node)
        }
        return condition
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
