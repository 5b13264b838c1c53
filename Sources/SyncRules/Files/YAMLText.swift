import Directory

/// Texts as YAML in the form that is easiest to read and says the same to every reader.
struct YAMLText {
    /// Whether stars are written as escapes, so that nothing looks like a reference.
    let isGuarded: Bool

    /// A text on one line: bare where nothing could take it for something else, else in quotes.
    func inline(_ text: String) -> String {
        if isGuarded, text.utf8.contains(UInt8(ascii: "*")) { return escaped(text) }
        if Self.isBare(text) { return text }
        guard text.unicodeScalars.allSatisfy({ Self.isPrintable($0) && $0 != "\n" && $0 != "\t" }) else {
            return escaped(text)
        }
        return "'" + text.replacing("'", with: "''") + "'"
    }

    /// A text inside of brackets, where commas would end a bare one.
    func inline(quoting text: String) -> String {
        let line = inline(text)
        return line == text && line.utf8.contains(UInt8(ascii: ",")) ? "'\(line)'" : line
    }

    /// A text behind a key: several lines as a block that is `indent` blanks deep, anything else on the line.
    func block(_ text: String, indent: Int) -> String {
        guard text.utf8.contains(0x0A), Self.fitsBlock(text), !(isGuarded && text.utf8.contains(UInt8(ascii: "*")))
        else { return inline(text) }
        let blanks = String(repeating: " ", count: indent)
        let hasEnd = text.utf8.last == 0x0A
        let lines = (hasEnd ? text.dropLast() : Substring(text)).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        return (hasEnd ? "|" : "|-") + lines.map { "\n" + ($0.isEmpty ? "" : blanks + $0) }.joined()
    }

    /// Letters, digits and a few signs inside, and nothing that some reader takes for a number, a truth or a date.
    private static func isBare(_ text: String) -> Bool {
        if ExchangeGUID.normal(text) == text { return true }
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, ASCII.isLetter(first), last != 0x20 else { return false }
        let signs = Array(" -_.,()/$*@=+;%".utf8)
        guard bytes.allSatisfy({ ASCII.isLetter($0) || ASCII.isDigit($0) || signs.contains($0) }) else { return false }
        return !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(ASCII.lowercased(text))
    }

    /// Lines that a block says as they are: printable, the first one with text at its beginning, one line end at most at
    /// the end.
    private static func fitsBlock(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, first != 0x20, first != 0x09, first != 0x0A else { return false }
        if bytes.count > 1, bytes.last == 0x0A, bytes[bytes.count - 2] == 0x0A { return false }
        return text.unicodeScalars.allSatisfy { isPrintable($0) }
    }

    /// What YAML lets stand as it is, but for what some reader takes for a line end or does not show.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x20...0x7E: true
        case 0xA0...0xD7FF:
            ![0x061C, 0x200E, 0x200F].contains(scalar.value)
                && !(0x2028...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
        case 0xE000...0xFFFD: scalar.value != 0xFEFF
        case 0x10000...0x10FFFF: true
        default: false
        }
    }

    private func escaped(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "*" where isGuarded: result += "\\x2A"
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result +=
                    Self.isPrintable(scalar)
                    ? String(scalar) : "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }
        }
        return result + "\""
    }
}
