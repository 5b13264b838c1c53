import Diagnostics
import Directory

extension Lexer {
    /// A literal in straight quotes: `\\`, `\"`, `\n`, `\r` and `\t` are escapes, any other backslash is itself.
    mutating func string() -> Token.Kind? {
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
        if index < bytes.count {
            index += 1
        } else {
            report("EXP002", "the text that begins here does not end", start, "write \" where it ends")
        }
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

    /// A text in the quotes that a word processor makes of straight ones: reported, and read all the same.
    mutating func curlyString(_ start: Int, until end: String) -> Token.Kind? {
        let begin = index
        let closing = Array(end.utf8)
        while index < bytes.count, bytes[index] != 0x22, !bytes[index...].starts(with: closing) { index += 1 }
        let value = String(decoding: bytes[begin..<index], as: UTF8.self)
        index = min(bytes.count, index + (peek(index) == 0x22 ? 1 : closing.count))
        report("EXP015", "text stands in straight double quotes", start, "write \" at its beginning and end")
        return .string(value)
    }

    mutating func attribute() -> Token.Kind? {
        let start = index
        index += 1
        while let byte = peek(index), byte != UInt8(ascii: "]"), byte != 0x0A { index += 1 }
        guard peek(index) == UInt8(ascii: "]") else {
            // What can be a name is the name; the rest of the line is read as if the bracket stood behind it.
            index = start + 1
            while let byte = peek(index), ASCII.isKeyCharacter(byte) { index += 1 }
            report("EXP003", "an attribute begins here and does not end", start, "write ] behind its name")
            return index > start + 1 ? .attribute(text(start + 1, index)) : nil
        }
        index += 1
        let name = text(start + 1, index - 1)
        if !name.utf8.allSatisfy({ ASCII.isKeyCharacter($0) || $0 == 0x3B || $0 == 0x2E }) || name.isEmpty {
            report("EXP003", "\"\(Terminal.visible(name))\" is no name of an attribute", start)
        }
        return .attribute(name)
    }

    mutating func parameter() -> Token.Kind? {
        let start = index
        index += 1
        while let byte = peek(index), ASCII.isKeyCharacter(byte) || byte == UInt8(ascii: ".") { index += 1 }
        let name = text(start + 1, index)
        guard peek(index) == UInt8(ascii: "%") else {
            report("EXP004", "a parameter begins here and does not end", start, "write % behind its name")
            return name.isEmpty ? nil : .parameter(name)
        }
        index += 1
        if name.split(separator: ".", omittingEmptySubsequences: false).contains(where: \.isEmpty) {
            report("EXP004", "\"\(name)\" is no name of a parameter", start)
        }
        return .parameter(name)
    }

    mutating func variable() -> Token.Kind? {
        let start = index
        index += 1
        let name = word()
        if name.isEmpty { report("EXP014", "$ stands before the name of a variable", start) }
        return .variable(name)
    }

    mutating func word() -> String {
        let start = index
        while let byte = peek(index), Self.isWordCharacter(byte) { index += 1 }
        return text(start, index)
    }

    private static func isWordCharacter(_ byte: UInt8) -> Bool {
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x5F
    }

    mutating func decimal() -> Token.Kind? {
        let start = index
        while let byte = peek(index), ASCII.isDigit(byte) { index += 1 }
        let digits = text(start, index)
        if peek(index) == UInt8(ascii: "."), peek(index + 1).map(ASCII.isDigit) ?? false {
            index += 1
            while let byte = peek(index), ASCII.isDigit(byte) { index += 1 }
            report("EXP005", "\(text(start, index)) is no whole number", start, "numbers have no fractions here")
            return .number(Int64(digits) ?? 0)
        }
        guard let number = Int64(digits) else {
            report("EXP005", "\(digits.prefix(40)) does not fit into 64 bits", start)
            return .number(0)
        }
        return .number(number)
    }

    /// Whether `&H` and digits stand here; `&Hello(` is the operator before a name.
    var isHexadecimal: Bool {
        guard peek(index + 1).map({ $0 | 0x20 == UInt8(ascii: "h") }) ?? false else { return false }
        var place = index + 2
        while let byte = peek(place), ASCII.hexValue(byte) != nil { place += 1 }
        return place > index + 2 && !(peek(place).map(Self.isWordCharacter) ?? false)
    }

    mutating func hexadecimal() -> Token.Kind? {
        let start = index
        index += 2
        while let byte = peek(index), ASCII.hexValue(byte) != nil { index += 1 }
        let digits = text(start + 2, index)
        guard let number = UInt64(digits, radix: 16) else {
            report("EXP005", "&H\(digits.prefix(40)) does not fit into 64 bits", start)
            return .number(0)
        }
        return .number(Int64(bitPattern: number))
    }

    private func text(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }
}
