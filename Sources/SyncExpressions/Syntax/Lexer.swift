import Diagnostics
import Directory

/// Cuts an expression into tokens; what it does not know is reported, and read as what was probably meant.
struct Lexer {
    /// How many mistakes are worth telling; nobody reads more.
    static let mistakeLimit = 100

    let source: SourceText
    let bytes: [UInt8]
    var index = 0
    var diagnostics: [Diagnostic] = []

    init(_ source: SourceText) {
        self.source = source
        bytes = Array(source.text.utf8)
    }

    /// The tokens, the end among them, but no more than the limit and one: nobody reads further.
    mutating func tokens(atMost limit: Int) -> [Token] {
        var tokens: [Token] = []
        while tokens.count <= limit, diagnostics.count < Self.mistakeLimit, let token = next() { tokens.append(token) }
        tokens.append(Token(kind: .end, range: SourceRange(bytes.count, bytes.count)))
        return tokens
    }

    private mutating func next() -> Token? {
        while index < bytes.count, diagnostics.count < Self.mistakeLimit {
            let start = index
            let byte = bytes[index]
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                index += 1
            } else if let kind = kind(byte) {
                return Token(kind: kind, range: SourceRange(start, index))
            }
        }
        return nil
    }

    private mutating func kind(_ byte: UInt8) -> Token.Kind? {
        switch byte {
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "["): return attribute()
        case UInt8(ascii: "%"): return parameter()
        case UInt8(ascii: "$"): return variable()
        case UInt8(ascii: "&") where isHexadecimal: return hexadecimal()
        case _ where ASCII.isDigit(byte): return decimal()
        case _ where ASCII.isLetter(byte): return .name(word())
        default: return symbol()
        }
    }

    /// What other languages write, and what it is called here.
    private static let foreign: [(String, String?, String)] = [
        ("!=", "<>", "values that differ are compared with <>"), ("==", "=", "values are compared with one ="),
        ("|", "||", "\"or\" is written ||"), (";", ",", "arguments are separated by commas"),
        ("!", nil, "\"not\" is written = False"), ("{", nil, "only parentheses group"),
        ("}", nil, "only parentheses group"),
    ]

    private mutating func symbol() -> Token.Kind? {
        let start = index
        let pair = String(decoding: bytes[index..<min(index + 2, bytes.count)], as: UTF8.self)
        if ["&&", "||", "<>", "<=", ">="].contains(pair) {
            index += 2
            return .symbol(pair)
        }
        if let (written, meant, hint) = Self.foreign.first(where: { pair.hasPrefix($0.0) }) {
            index += written.utf8.count
            report("EXP001", "\(written) means nothing here", start, hint)
            return meant.map { .symbol($0) }
        }
        if "()+-*/&=<>,".utf8.contains(bytes[index]) {
            index += 1
            return .symbol(String(decoding: CollectionOfOne(bytes[index - 1]), as: UTF8.self))
        }
        index += 1
        while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
        let written = String(decoding: bytes[start..<index], as: UTF8.self)
        if let end = ["\u{201C}": "\u{201D}", "\u{201E}": "\u{201D}", "\u{2018}": "\u{2019}", "'": "'"][written] {
            return curlyString(start, until: end)
        }
        report("EXP001", "\(Terminal.visible(written)) means nothing here", start)
        return nil
    }

    func peek(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func report(_ code: DiagnosticCode, _ message: String, _ start: Int, _ hint: String? = nil) {
        let range = SourceRange(start, index)
        let notes = hint.map { [$0] } ?? []
        diagnostics.append(Diagnostic(code, .error, message, at: range, in: source, notes: notes))
    }
}
