import Diagnostics

/// Reads tokens into a tree by the strengths of the operators.
struct Parser {
    /// How deep parentheses and calls may nest.
    static let depthLimit = 200
    /// How high a tree may be: a long chain of operators is as high as it is long, and every pass over it recurses.
    static let heightLimit = 400
    /// How many tokens an expression may have, so that a tree that is too high can still be looked at and thrown away.
    static let tokenLimit = 4000

    private let source: SourceText
    private let tokens: [Token]
    private var index = 0
    private var depth = 0
    private(set) var diagnostics: [Diagnostic]

    init(_ source: SourceText) {
        self.source = source
        var lexer = Lexer(source)
        tokens = lexer.tokens()
        diagnostics = lexer.diagnostics
    }

    /// Reads a whole expression; nothing when there were errors.
    static func parse(_ source: SourceText) -> (tree: SyntaxNode?, diagnostics: [Diagnostic]) {
        var parser = Parser(source)
        guard parser.tokens.count <= tokenLimit else {
            parser.report(
                "EXP011",
                "the expression has more than \(tokenLimit) parts; split it",
                parser.tokens[tokenLimit].range
            )
            return (nil, parser.diagnostics)
        }
        let tree = parser.expression(0)
        if tree != nil, parser.current.kind != .end {
            parser.report("EXP006", "nothing was expected after the end of the expression", parser.current.range)
        }
        if let tree, parser.height(of: tree) > heightLimit {
            parser.report(
                "EXP012",
                "the expression chains more than \(heightLimit) operators and calls; split it",
                tree.range
            )
        }
        return (parser.diagnostics.isEmpty ? tree : nil, parser.diagnostics)
    }

    /// Level by level, without recursion.
    private func height(of tree: SyntaxNode) -> Int {
        var height = 0
        var level = [tree]
        while !level.isEmpty {
            height += 1
            level = level.flatMap(\.children)
        }
        return height
    }

    private var current: Token { tokens[min(index, tokens.count - 1)] }

    private mutating func expression(_ least: Int) -> SyntaxNode? {
        guard var left = unary() else { return nil }
        while case .symbol(let symbol) = current.kind, let found = BinaryOperator(rawValue: symbol),
            found.strength > least
        {
            index += 1
            guard let right = expression(found.strength) else { return nil }
            left = SyntaxNode(.binary(found, left, right), left.range.union(right.range))
        }
        return left
    }

    private mutating func unary() -> SyntaxNode? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            report("EXP007", "the expression nests deeper than \(Self.depthLimit) levels", current.range)
            return nil
        }
        let start = current
        guard start.kind == .symbol("-") else { return primary() }
        index += 1
        guard let operand = unary() else { return nil }
        return SyntaxNode(.negate(operand), start.range.union(operand.range))
    }

    private mutating func primary() -> SyntaxNode? {
        let token = current
        index += 1
        switch token.kind {
        case .string(let text): return SyntaxNode(.string(text), token.range)
        case .number(let number): return SyntaxNode(.number(number), token.range)
        case .attribute(let name): return SyntaxNode(.attribute(name), token.range)
        case .parameter(let name): return SyntaxNode(.parameter(name), token.range)
        case .variable(let name): return SyntaxNode(.variable(name), token.range)
        case .name(let name):
            return current.kind == .symbol("(") ? call(name, token) : SyntaxNode(.constant(name), token.range)
        case .symbol("("):
            guard let inner = expression(0), let end = expect(")") else { return nil }
            return SyntaxNode(.parenthesized(inner), token.range.union(end))
        case .end: report("EXP008", "a value is missing at the end", token.range)
        case .symbol(let symbol): report("EXP009", "a value was expected before \(symbol)", token.range)
        }
        return nil
    }

    private mutating func call(_ name: String, _ start: Token) -> SyntaxNode? {
        index += 1
        var arguments: [SyntaxNode] = []
        if current.kind != .symbol(")") {
            while true {
                guard let argument = expression(0) else { return nil }
                arguments.append(argument)
                guard current.kind == .symbol(",") else { break }
                index += 1
            }
        }
        guard let end = expect(")") else { return nil }
        return SyntaxNode(.call(name, arguments), start.range.union(end))
    }

    private mutating func expect(_ symbol: String) -> SourceRange? {
        guard current.kind == .symbol(symbol) else {
            report("EXP010", "\(symbol) was expected here", current.range)
            return nil
        }
        index += 1
        return tokens[index - 1].range
    }

    private mutating func report(_ code: DiagnosticCode, _ message: String, _ range: SourceRange) {
        diagnostics.append(Diagnostic(code, .error, message, at: range, in: source))
    }
}
