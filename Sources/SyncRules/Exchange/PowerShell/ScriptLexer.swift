import Directory

/// Cuts a script into tokens, as PowerShell does where a command and its arguments are read.
///
/// PowerShell takes typographic quotes and dashes for the straight ones, and so does this. What is outside of the subset
/// becomes a token that says so; the parser refuses the statement that it is in.
struct ScriptLexer {
    let bytes: [UInt8]
    var index = 0
    /// Why the rest cannot be cut into tokens; it is the last token then.
    var isLost = false

    init(_ text: String) { bytes = Array(text.utf8) }

    static func tokens(_ text: String) -> [ScriptToken] {
        var lexer = ScriptLexer(text)
        var tokens: [ScriptToken] = []
        var last = 0
        while !lexer.isLost, let token = lexer.next(after: last, tokens.last?.kind) {
            tokens.append(token)
            last = token.end
        }
        let count = lexer.bytes.count
        tokens.append(ScriptToken(kind: .end, start: count, end: count, isApart: true))
        return tokens
    }

    private mutating func next(after last: Int, _ before: ScriptToken.Kind?) -> ScriptToken? {
        if let refusal = skip() { return refusal }
        guard index < bytes.count else { return nil }
        let start = index
        let kind = kind(isAdjacent: start == last && before.map(Self.endsValue) == true)
        return ScriptToken(kind: kind, start: start, end: index, isApart: start != last)
    }

    private static func endsValue(_ kind: ScriptToken.Kind) -> Bool {
        switch kind {
        case .variable, .member, .text, .symbol(")"), .symbol("]"): true
        default: false
        }
    }

    /// Passes over blanks, comments and continued lines.
    private mutating func skip() -> ScriptToken? {
        while index < bytes.count {
            let start = index
            if let length = blank(index) {
                index += length
            } else if bytes[index] == UInt8(ascii: "#") {
                while index < bytes.count, !isNewline(index) { index += 1 }
            } else if starts("<#") {
                guard let end = find("#>", from: index + 2) else { return lose(start, "this comment does not end") }
                index = end + 2
            } else if bytes[index] == UInt8(ascii: "`") {
                guard index + 1 < bytes.count else {
                    return lose(start, "a line is continued here, and the text ends")
                }
                guard isNewline(index + 1) else { return nil }
                index += starts("\r\n", at: index + 1) ? 3 : 2
            } else {
                return nil
            }
        }
        return nil
    }

    private mutating func lose(_ start: Int, _ reason: String) -> ScriptToken {
        isLost = true
        index = bytes.count
        return ScriptToken(kind: .refused(reason), start: start, end: index, isApart: true)
    }

    private mutating func kind(isAdjacent: Bool) -> ScriptToken.Kind {
        let byte = bytes[index]
        if isNewline(index) || byte == UInt8(ascii: ";") {
            index += 1
            return .separator
        }
        if quote(index) != nil { return text() }
        if isAdjacent, byte == UInt8(ascii: "."), let name = name(at: index + 1) {
            index += 1 + name.utf8.count
            return .member(name)
        }
        switch byte {
        case UInt8(ascii: "$"): return variable()
        case UInt8(ascii: "@"): return at()
        case UInt8(ascii: "`"): return single("a backtick that does not end its line")
        case UInt8(ascii: ">"), UInt8(ascii: "<"): return single("a redirection")
        case _ where starts("||") || starts("&&"):
            index += 2
            return .refused("an operator")
        case UInt8(ascii: ":") where starts("::"):
            index += 2
            return .refused("a member of a type")
        case _ where "|(){}[],=&".utf8.contains(byte):
            index += 1
            return .symbol(String(decoding: CollectionOfOne(byte), as: UTF8.self))
        default: return parameter() ?? word()
        }
    }

    private mutating func single(_ reason: String) -> ScriptToken.Kind {
        index += 1
        return .refused(reason)
    }

    private mutating func variable() -> ScriptToken.Kind {
        let start = index
        if let name = variableName() { return .variable(name) }
        if index == start { index += 1 }
        return starts("(") ? .refused("a subexpression") : .refused("a variable without a plain name")
    }

    private mutating func at() -> ScriptToken.Kind {
        if let kind = hereText() { return kind }
        for symbol in ["@(", "@{"] where starts(symbol) {
            index += 2
            return .symbol(symbol)
        }
        guard let name = name(at: index + 1) else { return single("an @ by itself") }
        index += 1 + name.utf8.count
        return .splat(name)
    }

    /// `-Name` or `-Name:`; a number with a sign is a word.
    private mutating func parameter() -> ScriptToken.Kind? {
        guard let dash = dash(index), let name = name(at: index + dash), !ASCII.isDigit(bytes[index + dash]) else {
            return nil
        }
        index += dash + name.utf8.count
        guard starts(":") else { return .parameter(name, hasColon: false) }
        index += 1
        return .parameter(name, hasColon: true)
    }

    private mutating func word() -> ScriptToken.Kind {
        let start = index
        while index < bytes.count, !isNewline(index), blank(index) == nil, quote(index) == nil,
            !";|(){}[],=&<>$`".utf8.contains(bytes[index]), !starts("::")
        {
            index += 1
        }
        if index == start { return single("a character that means nothing here") }
        return .word(String(decoding: bytes[start..<index], as: UTF8.self))
    }
}
