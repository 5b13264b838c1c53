/// Values, and the commands that they are arguments of.
extension ScriptParser {
    /// Words that begin something else than a command.
    private static let keywords: Set = [
        "if", "else", "elseif", "foreach", "for", "while", "do", "until", "switch", "function", "filter", "try",
        "catch",
        "finally", "trap", "param", "begin", "process", "end", "return", "exit", "throw", "break", "continue", "class",
        "enum", "using", "data", "workflow", "configuration", "dynamicparam", "clean",
    ]
    /// Of these, what keeps the statements behind from running, or changes what they mean.
    private static let opaque: Set = ["return", "exit", "throw", "break", "continue", "trap", "using", "class"]

    mutating func pipeline() throws(ScriptRefusal) -> ScriptPipeline {
        var pipeline = ScriptPipeline(commands: [])
        if isCommand {
            pipeline.commands.append(try command())
        } else {
            pipeline.input = try list()
        }
        while current.kind == .symbol("|") {
            index += 1
            skipSeparators()
            pipeline.commands.append(try command())
        }
        return pipeline
    }

    private var isCommand: Bool {
        guard case .word(let word) = current.kind else { return false }
        return Int(word) == nil
    }

    private mutating func command() throws(ScriptRefusal) -> ScriptCommand {
        let start = current.start
        guard case .word(let name) = current.kind, isCommand else { throw unexpected() }
        let known = name.lowercased()
        if Self.keywords.contains(known) {
            let code = Self.opaque.contains(known) ? "opaqueCode" : "unsupportedScript"
            throw ScriptRefusal(code, at: start, "\(name) is not a command")
        }
        if known == "." { throw ScriptRefusal("opaqueCode", at: start, "a dot runs another script") }
        index += 1
        var arguments: [ScriptCommand.Argument] = []
        while true {
            switch current.kind {
            case .separator, .end, .symbol("|"), .symbol(")"):
                return ScriptCommand(name: name, offset: start, arguments: arguments)
            case .refused: throw unexpected()
            default: break
            }
            // What touches the thing before it is a part of that, and none that is understood here.
            guard current.isApart else { throw unexpected() }
            switch current.kind {
            case .parameter(let name, let hasColon):
                let place = current.start
                index += 1
                arguments.append(.named(name, try value(of: hasColon), at: place))
            case .splat(let name):
                arguments.append(.splat(name.lowercased(), at: current.start))
                index += 1
            case .symbol("["): throw unexpected()
            default: arguments.append(.positional(try list()))
            }
        }
    }

    private mutating func value(of hasColon: Bool) throws(ScriptRefusal) -> ScriptExpression? {
        switch current.kind {
        case .parameter, .splat, .separator, .end, .symbol("|"), .symbol(")"):
            if hasColon { throw unexpected() }
            return nil
        case .symbol("["): throw unexpected()
        default:
            guard hasColon || current.isApart else { throw unexpected() }
            return try list()
        }
    }

    /// One value, or several with commas between.
    mutating func list() throws(ScriptRefusal) -> ScriptExpression {
        let first = try single()
        guard current.kind == .symbol(",") else { return first }
        var items = [first]
        while current.kind == .symbol(",") {
            index += 1
            skipSeparators()
            items.append(try single())
        }
        return .list(items, at: first.offset)
    }

    private mutating func single() throws(ScriptRefusal) -> ScriptExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw ScriptRefusal(
                "tooDeep",
                at: current.start,
                "it nests deeper than \(Self.depthLimit) levels"
            )
        }
        var value = try primary()
        var steps = 0
        while !current.isApart {
            steps += 1
            guard steps <= 8 else { throw unexpected() }
            let start = current.start
            if case .member(let name) = current.kind {
                guard peek().kind != .symbol("(") || peek().isApart else {
                    throw ScriptRefusal("unsupportedScript", at: start, "a call of the method \(name)")
                }
                index += 1
                value = .access(value, .member(name.lowercased()), at: start)
            } else if current.kind == .symbol("["), case .word(let digits) = peek().kind, let place = Int(digits),
                peek(2).kind == .symbol("]")
            {
                index += 3
                value = .access(value, .element(place), at: start)
            } else {
                break
            }
        }
        return value
    }

    private mutating func primary() throws(ScriptRefusal) -> ScriptExpression {
        let token = current
        switch token.kind {
        case .word(let word):
            index += 1
            return .word(word, at: token.start)
        case .text(let parts):
            index += 1
            return .text(parts, at: token.start)
        case .variable(let name):
            index += 1
            return .variable(name, at: token.start)
        case .symbol("["):
            let type = try typeName()
            return .cast(type, try single(), at: token.start)
        case .symbol("("):
            index += 1
            skipSeparators()
            let inner = try pipeline()
            skipSeparators()
            try expect(")")
            if inner.commands.isEmpty, let value = inner.input { return value }
            return .command(inner, at: token.start)
        case .symbol("@("): return try array(token.start)
        case .symbol("@{"): return try table(token.start)
        default: throw unexpected()
        }
    }

    private mutating func array(_ start: Int) throws(ScriptRefusal) -> ScriptExpression {
        index += 1
        var items: [ScriptExpression] = []
        skipSeparators()
        while current.kind != .symbol(")") {
            guard !isCommand else { throw unexpected() }
            let value = try list()
            if case .list(let more, _) = value { items += more } else { items.append(value) }
            guard current.kind == .separator || current.kind == .symbol(")") else { throw unexpected() }
            skipSeparators()
        }
        index += 1
        return .list(items, at: start)
    }

    private mutating func table(_ start: Int) throws(ScriptRefusal) -> ScriptExpression {
        index += 1
        var entries: [String: ScriptExpression] = [:]
        skipSeparators()
        while current.kind != .symbol("}") {
            let place = current.start
            let key: String
            switch current.kind {
            case .word(let word): key = word.lowercased()
            case .text(let parts) where parts.count == 1:
                guard case .text(let text)? = parts.first else { throw unexpected() }
                key = text.lowercased()
            default: throw unexpected()
            }
            index += 1
            try expect("=")
            skipSeparators()
            guard !isCommand else { throw unexpected() }
            guard entries.updateValue(try list(), forKey: key) == nil else {
                throw ScriptRefusal("unsupportedScript", at: place, "the key \(key) stands twice")
            }
            guard current.kind == .separator || current.kind == .symbol("}") else { throw unexpected() }
            skipSeparators()
        }
        index += 1
        return .table(entries, at: start)
    }

    /// `[name]`, where a type is taken by name.
    mutating func typeName() throws(ScriptRefusal) -> String {
        let place = current.start
        try expect("[")
        guard case .word(let name) = current.kind else { throw unexpected() }
        index += 1
        try expect("]")
        guard ScriptValue.types.contains(name.lowercased()) else {
            throw ScriptRefusal("unsupportedScript", at: place, "the type \(name)")
        }
        return name.lowercased()
    }

    private mutating func expect(_ symbol: String) throws(ScriptRefusal) {
        guard current.kind == .symbol(symbol) else { throw unexpected() }
        index += 1
    }
}
