import Directory

/// Cuts an RFC 4512 definition into its tokens: parentheses, `$`, quoted strings, bare words.
///
/// It is lenient as real servers need it: a parenthesis may touch a word, a quote inside a quoted value stays when what
/// follows cannot end the value, blanks may be missing.
struct DefinitionTokenizer {
    enum Token: Equatable {
        case open
        case close
        case dollar
        case quoted(String)
        case word(String)
    }

    private let bytes: [UInt8]
    private(set) var index = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// All tokens; nothing when a quoted string does not end.
    mutating func tokens() -> [Token]? {
        var tokens: [Token] = []
        while true {
            while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
            guard index < bytes.count else { return tokens }
            switch bytes[index] {
            case UInt8(ascii: "("):
                tokens.append(.open)
                index += 1
            case UInt8(ascii: ")"):
                tokens.append(.close)
                index += 1
            case UInt8(ascii: "$"):
                tokens.append(.dollar)
                index += 1
            case UInt8(ascii: "'"):
                guard let text = quoted() else { return nil }
                tokens.append(.quoted(text))
            default:
                tokens.append(.word(word()))
            }
        }
    }

    private mutating func word() -> String {
        let start = index
        while index < bytes.count, !Self.isBlank(bytes[index]), !"()$'".utf8.contains(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// A quoted string: `\27` and `\5C` are unescaped; an apostrophe that nothing ending follows is part of the value.
    private mutating func quoted() -> String? {
        index += 1
        var value: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "'"), endsHere() {
                index += 1
                return String(decoding: value, as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\"), index + 2 < bytes.count, let high = ASCII.hexValue(bytes[index + 1]),
                let low = ASCII.hexValue(bytes[index + 2])
            {
                value.append(high << 4 | low)
                index += 3
            } else {
                value.append(byte)
                index += 1
            }
        }
        return nil
    }

    private func endsHere() -> Bool {
        guard index + 1 < bytes.count else { return true }
        return Self.isBlank(bytes[index + 1]) || bytes[index + 1] == UInt8(ascii: ")")
            || bytes[index + 1] == UInt8(ascii: "$") || bytes[index + 1] == UInt8(ascii: "'")
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
