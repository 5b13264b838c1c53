import Diagnostics

/// Reads tokens into a tree by the strengths of the operators.
///
/// A mistake does not end the reading: what is missing becomes a hole, what is too much is passed over, and the next
/// comma or parenthesis is where it goes on, so that all mistakes are found at once.
struct Parser {
    /// How deep expressions may stand in each other.
    static let depthLimit = 300
    /// How high a tree may be: a long chain of operators is as high as it is long, and every pass over it recurses.
    static let heightLimit = 400
    /// How many tokens an expression may have, so that a tree that is too high can still be looked at and thrown away.
    static let tokenLimit = 4000

    let source: SourceText
    private let tokens: [Token]
    private var index = 0
    private var depth = 0
    private var unclosed: [SourceRange] = []
    private var isAbandoned = false
    private(set) var diagnostics: [Diagnostic]

    private init(_ source: SourceText) {
        self.source = source
        var lexer = Lexer(source)
        tokens = lexer.tokens(atMost: Self.tokenLimit)
        diagnostics = lexer.diagnostics
    }

    /// Reads a whole expression.
    ///
    /// Where a diagnostic is an error the tree may have holes, or be missing when there is nothing worth looking at.
    static func parse(_ source: SourceText) -> (tree: SyntaxNode?, diagnostics: [Diagnostic]) {
        var parser = Parser(source)
        guard parser.tokens.count <= tokenLimit else {
            let range = parser.tokens[tokenLimit].range
            parser.report("EXP011", "the expression has more than \(tokenLimit) parts; split it", range)
            return (nil, parser.diagnostics)
        }
        let tree = parser.whole()
        guard !parser.isAbandoned else { return (nil, parser.diagnostics) }
        guard tree.height(atMost: heightLimit) <= heightLimit else {
            let message = "the expression chains more than \(heightLimit) operators and calls; split it"
            parser.report("EXP012", message, tree.range)
            return (nil, parser.diagnostics)
        }
        return (tree, parser.diagnostics)
    }

    private var current: Token { tokens[min(index, tokens.count - 1)] }

    private mutating func whole() -> SyntaxNode {
        var parts = [expression(0)]
        while current.kind != .end {
            let token = current
            if token.kind == .symbol(")") {
                report("EXP006", "no parenthesis was opened that this one closes", token.range)
            } else {
                report("EXP006", "nothing was expected after the end of the expression", token.range)
            }
            if !token.beginsValue { index += 1 }
            if infix() != nil { index += 1 }
            if current.kind != .end, current.kind != .symbol(")") { parts.append(expression(0)) }
        }
        if let first = unclosed.first {
            let count = unclosed.count == 1 ? ") was expected" : "\(unclosed.count) more ) were expected"
            let line = source.position(at: first.start)
            report("EXP010", "\(count) before the end", current.range, "the first ( stands at \(line)")
        }
        return parts.count == 1 ? parts[0] : SyntaxNode(.broken(parts), parts[0].range)
    }

    private mutating func expression(_ least: Int) -> SyntaxNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { return abandon() }
        var left = unary()
        while let found = infix(), found.strength > least {
            index += 1
            let right = expression(found.strength)
            left = SyntaxNode(.binary(found, left, right), left.range.union(right.range))
        }
        return left
    }

    /// The operator that stands here; a word that other languages use for one is reported once.
    private mutating func infix() -> BinaryOperator? {
        switch current.kind {
        case .symbol(let symbol): return BinaryOperator(rawValue: symbol)
        case .name(let name):
            guard let meant = Self.words[name.lowercased()], tokens[min(index + 1, tokens.count - 1)].beginsValue
            else { return nil }
            reportOnce("EXP016", "there is no operator \(name)", current.range, "write \(meant.rawValue)")
            return meant
        default: return nil
        }
    }

    private static let words: [String: BinaryOperator] = ["and": .and, "or": .or, "eq": .equal, "like": .equal]

    private mutating func unary() -> SyntaxNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { return abandon() }
        let start = current
        if case .name(let name) = start.kind, name.lowercased() == "not", tokens[index + 1].beginsValue {
            report("EXP016", "there is no operator \(name)", start.range, "write = False behind the condition")
            index += 1
            return unary()
        }
        guard start.kind == .symbol("-") else { return primary() }
        index += 1
        let operand = unary()
        return SyntaxNode(.negate(operand), start.range.union(operand.range))
    }

    private mutating func primary() -> SyntaxNode {
        let token = current
        guard token.beginsValue else { return hole(token) }
        index += 1
        switch token.kind {
        case .string(let text): return SyntaxNode(.string(text), token.range)
        case .number(let number): return SyntaxNode(.number(number), token.range)
        case .attribute(let name): return SyntaxNode(.attribute(name), token.range)
        case .parameter(let name): return SyntaxNode(.parameter(name), token.range)
        case .variable(let name): return SyntaxNode(.variable(name), token.range)
        case .name(let name):
            return current.kind == .symbol("(") ? call(name, token) : SyntaxNode(.constant(name), token.range)
        case .symbol, .end:
            let (parts, end) = enclosed(token.range)
            guard parts.count != 1 else { return SyntaxNode(.parenthesized(parts[0]), token.range.union(end)) }
            if parts.isEmpty { report("EXP009", "a value was expected before )", end) }
            if parts.count > 1 { report("EXP006", "a comma stands only between the arguments of a function", end) }
            return SyntaxNode(.broken(parts), token.range.union(end))
        }
    }

    /// Reports the missing value and stays where the reading goes on; what can go on nowhere is passed over.
    private mutating func hole(_ token: Token) -> SyntaxNode {
        guard case .symbol(let symbol) = token.kind else {
            report("EXP008", "a value is missing at the end", token.range)
            return SyntaxNode(.broken([]), token.range)
        }
        reportOnce("EXP009", "a value was expected before \(symbol)", token.range)
        return SyntaxNode(.broken([]), SourceRange(token.range.start, token.range.start))
    }

    private mutating func call(_ name: String, _ start: Token) -> SyntaxNode {
        let opening = current.range
        index += 1
        let (arguments, end) = enclosed(opening)
        return SyntaxNode(.call(name, arguments), start.range.union(end))
    }

    /// What stands between an opening parenthesis, which has been read, and the closing one, which is read too.
    private mutating func enclosed(_ opening: SourceRange) -> ([SyntaxNode], SourceRange) {
        var parts: [SyntaxNode] = []
        if current.kind == .symbol(")") {
            index += 1
            return (parts, tokens[index - 1].range)
        }
        while !isAbandoned {
            parts.append(expression(0))
            let token = current
            if token.kind == .symbol(",") {
                index += 1
            } else if token.kind == .symbol(")") {
                index += 1
                return (parts, token.range)
            } else if token.kind == .end {
                unclosed.insert(opening, at: 0)
                break
            } else {
                report("EXP010", "a comma, an operator or ) was expected here", token.range)
                if !token.beginsValue { index += 1 }
            }
        }
        return (parts, current.range)
    }

    private mutating func abandon() -> SyntaxNode {
        report("EXP007", "the expression nests too deep; split it", current.range)
        isAbandoned = true
        index = tokens.count - 1
        return SyntaxNode(.broken([]), current.range)
    }

    private mutating func report(
        _ code: DiagnosticCode,
        _ message: String,
        _ range: SourceRange,
        _ hint: String? = nil
    ) {
        guard !isAbandoned, diagnostics.count < Lexer.mistakeLimit else { return }
        let notes = hint.map { [$0] } ?? []
        diagnostics.append(Diagnostic(code, .error, message, at: range, in: source, notes: notes))
    }

    private mutating func reportOnce(
        _ code: DiagnosticCode,
        _ message: String,
        _ range: SourceRange,
        _ hint: String? = nil
    ) {
        guard !diagnostics.contains(where: { $0.code == code && $0.range == range }) else { return }
        report(code, message, range, hint)
    }
}
