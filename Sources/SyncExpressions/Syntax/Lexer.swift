import Diagnostics
import Directory

/// Cuts an expression into tokens; what it does not know is reported and passed over.
struct Lexer {
    private let source: SourceText
    private let bytes: [UInt8]
    private var index = 0
    private(set) var diagnostics: [Diagnostic] = []

    init(_ source: SourceText) {
        self.source = source
        bytes = Array(source.text.utf8)
    }

    mutating func tokens() -> [Token] {
        var tokens: [Token] = []
        while let token = next() { tokens.append(token) }
        tokens.append(Token(kind: .end, range: SourceRange(bytes.count, bytes.count)))
        return tokens
    }

    private mutating func next() -> Token? {
        while index < bytes.count {
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
        case UInt8(ascii: "["):
            return enclosed(until: UInt8(ascii: "]"), "an attribute", "EXP003").map { .attribute($0) }
        case UInt8(ascii: "%"):
            return enclosed(until: UInt8(ascii: "%"), "a parameter", "EXP004").map { .parameter($0) }
        case UInt8(ascii: "$"):
            index += 1
            return .variable(word())
        case UInt8(ascii: "&")
        where peek(index + 1).map({ $0 | 0x20 == UInt8(ascii: "h") }) ?? false
            && peek(index + 2).flatMap(ASCII.hexValue) != nil:
            return hexadecimal()
        case _ where ASCII.isDigit(byte): return decimal()
        case _ where ASCII.isLetter(byte): return .name(word())
        default: return symbol()
        }
    }

    private mutating func symbol() -> Token.Kind? {
        let pair = String(decoding: bytes[index..<min(index + 2, bytes.count)], as: UTF8.self)
        if ["&&", "||", "<>", "<=", ">="].contains(pair) {
            index += 2
            return .symbol(pair)
        }
        if "()+-*/&=<>,".utf8.contains(bytes[index]) {
            index += 1
            return .symbol(String(decoding: CollectionOfOne(bytes[index - 1]), as: UTF8.self))
        }
        let start = index
        index += 1
        while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
        let shown = Terminal.visible(String(decoding: bytes[start..<index], as: UTF8.self))
        report("EXP001", "\(shown) means nothing here", start)
        return nil
    }

    /// A literal in straight quotes: `\\`, `\"`, `\n`, `\r` and `\t` are escapes, any other backslash is itself.
    private mutating func string() -> Token.Kind? {
        let start = index
        index += 1
        var value: [UInt8] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\"), let escaped = peek(index + 1).flatMap(Self.unescaped) {
                value.append(escaped)
                index += 2
            } else {
                value.append(bytes[index])
                index += 1
            }
        }
        guard index < bytes.count else {
            report("EXP002", "the text that begins here does not end", start)
            return nil
        }
        index += 1
        return .string(String(decoding: value, as: UTF8.self))
    }

    private static func unescaped(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "\""): byte
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    private mutating func enclosed(until end: UInt8, _ what: String, _ code: DiagnosticCode) -> String? {
        let start = index
        index += 1
        while index < bytes.count, bytes[index] != end, bytes[index] != 0x0A { index += 1 }
        guard index < bytes.count, bytes[index] == end, index > start + 1 else {
            report(code, "\(what) begins here and does not end, or has no name", start)
            index = max(index, start + 1)
            return nil
        }
        index += 1
        return String(decoding: bytes[start + 1..<index - 1], as: UTF8.self)
    }

    private mutating func word() -> String {
        let start = index
        while index < bytes.count, ASCII.isLetter(bytes[index]) || ASCII.isDigit(bytes[index]) || bytes[index] == 0x5F {
            index += 1
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func decimal() -> Token.Kind? {
        let start = index
        while index < bytes.count, ASCII.isDigit(bytes[index]) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        guard let number = Int64(text) else {
            report("EXP005", "\(text) does not fit into 64 bits", start)
            return nil
        }
        return .number(number)
    }

    private mutating func hexadecimal() -> Token.Kind? {
        let start = index
        index += 2
        while index < bytes.count, ASCII.hexValue(bytes[index]) != nil { index += 1 }
        let digits = String(decoding: bytes[start + 2..<index], as: UTF8.self)
        guard let number = UInt64(digits, radix: 16) else {
            report("EXP005", "&H\(digits) does not fit into 64 bits", start)
            return nil
        }
        return .number(Int64(bitPattern: number))
    }

    private func peek(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func report(_ code: DiagnosticCode, _ message: String, _ start: Int) {
        diagnostics.append(Diagnostic(code, .error, message, at: SourceRange(start, index), in: source))
    }
}
