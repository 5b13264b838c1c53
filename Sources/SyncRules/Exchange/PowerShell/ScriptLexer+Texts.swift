import Directory

/// Texts in quotes.
extension ScriptLexer {
    /// A text in single or double quotes; newlines belong to it.
    mutating func text() -> ScriptToken.Kind {
        guard let opening = quote(index) else { return .refused("a text was expected") }
        index += opening.length
        var parts = ScriptTextBuilder()
        while index < bytes.count {
            if let closing = quote(index), closing.isDouble == opening.isDouble {
                index += closing.length
                // A quote that stands twice is one, whichever of its forms each is; the second is what stays.
                guard let second = quote(index), second.isDouble == opening.isDouble else { return parts.kind }
                parts.append(bytes[index..<(index + second.length)])
                index += second.length
            } else if opening.isDouble {
                expandable(into: &parts)
            } else {
                parts.append(bytes[index...index])
                index += 1
            }
        }
        return isLost ? parts.kind : lost("this text does not end")
    }

    /// `@'` or `@"` with nothing behind it on its line, to the line that begins with the same two the other way round.
    mutating func hereText() -> ScriptToken.Kind? {
        guard let opening = quote(index + 1) else { return nil }
        index += 1 + opening.length
        while index < bytes.count, let length = blank(index) { index += length }
        guard isNewline(index) else { return lost("a here-string begins on a line of its own") }
        index += starts("\r\n") ? 2 : 1
        var parts = ScriptTextBuilder()
        var isAtLineStart = true
        while index < bytes.count {
            if isAtLineStart, let closing = quote(index), closing.isDouble == opening.isDouble,
                starts("@", at: index + closing.length)
            {
                index += closing.length + 1
                parts.dropLastNewline()
                return parts.kind
            }
            if opening.isDouble, !isNewline(index) {
                isAtLineStart = false
                expandable(into: &parts)
            } else {
                isAtLineStart = bytes[index] == 0x0A || (bytes[index] == 0x0D && !starts("\r\n"))
                parts.append(bytes[index...index])
                index += 1
            }
        }
        return isLost ? parts.kind : lost("this here-string does not end")
    }

    private mutating func lost(_ reason: String) -> ScriptToken.Kind {
        isLost = true
        index = bytes.count
        return .refused(reason)
    }

    /// One character, escape or variable of a text in double quotes.
    private mutating func expandable(into parts: inout ScriptTextBuilder) {
        switch bytes[index] {
        case UInt8(ascii: "`") where index + 1 < bytes.count:
            index += 1
            escape(into: &parts)
        case UInt8(ascii: "$"):
            let start = index
            if starts("$(") {
                subexpression(into: &parts)
            } else if let name = variableName() {
                if starts(":") { parts.refuse("a variable's name followed by a colon") }
                parts.append(variable: name)
            } else {
                // By itself it is a dollar; with a name behind it that is no plain one, it would be something else.
                index = start + 1
                if index < bytes.count, "{?^$".utf8.contains(bytes[index]) || name(at: index) != nil {
                    parts.refuse("a variable without a plain name")
                }
                parts.append([UInt8(ascii: "$")])
            }
        default:
            parts.append(bytes[index...index])
            index += 1
        }
    }

    private mutating func escape(into parts: inout ScriptTextBuilder) {
        let known: [UInt8: UInt8] = [
            UInt8(ascii: "0"): 0, UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
            UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
        ]
        if starts("u{") || starts("e") {
            // Editions differ in what these are.
            parts.refuse("an escape that editions of PowerShell read differently")
            index += 1
        } else {
            parts.append([known[bytes[index]] ?? bytes[index]])
            index += 1
            // What is escaped is a character, not a byte of one.
            while index < bytes.count, bytes[index] & 0xC0 == 0x80 {
                parts.append(bytes[index...index])
                index += 1
            }
        }
    }

    /// `$( )` around a variable; anything else in it is refused, and passed over as far as it can be.
    private mutating func subexpression(into parts: inout ScriptTextBuilder) {
        let start = index
        index += 2
        while index < bytes.count, let length = blank(index) { index += length }
        if starts("$"), let name = variableName(), let path = path() {
            while index < bytes.count, let length = blank(index) { index += length }
            if starts(")") {
                index += 1
                parts.append(variable: name, path)
                return
            }
        }
        parts.refuse("a subexpression")
        index = start + 1
        var depth = 0
        repeat {
            switch bytes[index] {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            // A text within: where it ends depends on what is in it, so that the rest cannot be trusted.
            case _ where quote(index) != nil: isLost = true
            default: break
            }
            index += 1
        } while depth > 0 && index < bytes.count && !isLost
        if isLost { index = bytes.count }
    }

    private mutating func path() -> [ScriptAccess]? {
        var path: [ScriptAccess] = []
        while true {
            if starts("."), let name = name(at: index + 1) {
                path.append(.member(name.lowercased()))
                index += 1 + name.utf8.count
            } else if starts("["), let digits = name(at: index + 1), let number = Int(digits),
                starts("]", at: index + 1 + digits.utf8.count)
            {
                path.append(.element(number))
                index += 2 + digits.utf8.count
            } else {
                return starts("[") || path.count > 8 ? nil : path
            }
        }
    }
}
