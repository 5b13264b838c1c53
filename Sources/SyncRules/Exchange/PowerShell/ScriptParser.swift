/// Reads tokens into statements; one that is outside of the subset is refused whole, and the next one is read.
struct ScriptParser {
    /// How deep parentheses may nest.
    static let depthLimit = 32

    let tokens: [ScriptToken]
    var index = 0
    var depth = 0

    init(_ text: String) { tokens = ScriptLexer.tokens(text) }

    /// The next statement; nothing at the end.
    mutating func next() -> ScriptStatement? {
        while current.kind == .separator { index += 1 }
        guard current.kind != .end else { return nil }
        let first = index
        let kind: ScriptStatement.Kind
        do throws(ScriptRefusal) {
            kind = try statement()
            guard current.kind == .separator || current.kind == .end else { throw unexpected() }
        } catch {
            depth = 0
            index = first
            skip()
            return statement(.refused(error), first)
        }
        return statement(kind, first)
    }

    var current: ScriptToken { tokens[min(index, tokens.count - 1)] }

    /// What comes behind the current token.
    func peek(_ distance: Int = 1) -> ScriptToken { tokens[min(index + distance, tokens.count - 1)] }

    func unexpected() -> ScriptRefusal {
        let token = current
        let reason: String
        switch token.kind {
        case .refused(let why): reason = why
        case .symbol("&"): return ScriptRefusal("opaqueCode", at: token.start, "& calls what a text names")
        case .symbol(let symbol): reason = "\(symbol) where nothing of that kind can stand"
        case .separator, .end: reason = "the statement ends before it is whole"
        case .parameter(let name, _): reason = "an operator, -\(name)"
        default: reason = "an operator, or two values side by side"
        }
        return ScriptRefusal("unsupportedScript", at: token.start, reason)
    }

    /// Blocks behind the word that begins them belong to one statement, as do `else` and its like on lines of their own.
    private mutating func skip() {
        let continuations: Set = ["else", "elseif", "catch", "finally", "until", "while"]
        var open = 0
        while current.kind != .end {
            switch current.kind {
            case .symbol("("), .symbol("{"), .symbol("["), .symbol("@("), .symbol("@{"): open += 1
            case .symbol(")"), .symbol("}"), .symbol("]"): open = max(0, open - 1)
            case .separator where open == 0:
                var ahead = index
                while tokens[ahead].kind == .separator { ahead += 1 }
                let isAfterBlock = index > 0 && tokens[index - 1].kind == .symbol("}")
                let isBlock = isAfterBlock || tokens[ahead].kind == .symbol("{")
                guard isBlock, tokens[ahead].kind == .symbol("{") || continuation(ahead, continuations) else { return }
                index = ahead
                continue
            default: break
            }
            index += 1
        }
    }

    private func continuation(_ place: Int, _ words: Set<String>) -> Bool {
        guard case .word(let word) = tokens[place].kind else { return false }
        return words.contains(word.lowercased())
    }

    private func statement(_ kind: ScriptStatement.Kind, _ first: Int) -> ScriptStatement {
        var variables: Set<String> = []
        var words: Set<String> = []
        for place in first..<max(index, first) {
            switch tokens[place].kind {
            case .variable(let name): variables.insert(name)
            case .splat(let name): variables.insert(name.lowercased())
            case .text(let parts):
                for case .variable(let name, _) in parts { variables.insert(name) }
            case .word(let word): words.insert(word.lowercased())
            default: break
            }
        }
        // Names without a dollar: variables that commands set.
        for place in first..<max(index, first) {
            guard case .parameter(let name, _) = tokens[place].kind, name.lowercased().hasPrefix("o"),
                case .word(let word) = tokens[min(place + 1, tokens.count - 1)].kind
            else { continue }
            variables.insert(word.lowercased())
        }
        return ScriptStatement(kind: kind, offset: tokens[first].start, variables: variables, words: words)
    }

    private mutating func statement() throws(ScriptRefusal) -> ScriptStatement.Kind {
        var type: String?
        if current.kind == .symbol("[") { type = try typeName() }
        if case .variable(let name) = current.kind, peek().kind == .symbol("=") {
            index += 2
            skipSeparators()
            return .assignment(variable: name, type: type, try pipeline())
        }
        guard type == nil else { throw unexpected() }
        return .pipeline(try pipeline())
    }

    mutating func skipSeparators() { while current.kind == .separator { index += 1 } }
}
