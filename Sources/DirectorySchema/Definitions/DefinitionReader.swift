import Directory

/// Reads one definition in the forms that real servers write, which is more than RFC 4512 allows.
///
/// Fields come in any order and may be unknown, blanks may be missing or be tabs and line ends, names may be quoted and
/// descriptions bare, an identifier may be a name, a list may be empty, an apostrophe may stand inside of a quoted
/// string. One pass over the bytes, and no token is made that is not kept.
struct DefinitionReader: ~Copyable {
    /// The longest definition that is read, in bytes.
    static let lengthLimit = 512 * 1024

    private let bytes: ArraySlice<UInt8>
    private var index: Int

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    /// Reads a whole definition.
    static func read(_ text: ArraySlice<UInt8>) throws(DefinitionProblem) -> RawDefinition {
        guard text.count <= lengthLimit else {
            throw DefinitionProblem("it is longer than \(lengthLimit) bytes", at: 0)
        }
        var reader = DefinitionReader(text)
        return try reader.definition()
    }

    /// Reads a whole definition.
    static func read(_ text: String) throws(DefinitionProblem) -> RawDefinition { try read(Array(text.utf8)[...]) }

    private mutating func definition() throws(DefinitionProblem) -> RawDefinition {
        skipBlanks()
        guard take(UInt8(ascii: "(")) else { throw problem("it does not begin with a parenthesis") }
        skipBlanks()
        let identifier = peek() == UInt8(ascii: "'") ? try quoted() : word()
        guard !identifier.isEmpty else { throw problem("it has no identifier") }
        var fields: [RawDefinition.Field] = []
        fields.reserveCapacity(8)
        while true {
            skipBlanks()
            guard let next = peek() else { throw problem("the closing parenthesis is missing") }
            if next == UInt8(ascii: ")") { break }
            guard next != UInt8(ascii: "("), next != UInt8(ascii: "'"), next != UInt8(ascii: "$") else {
                throw problem("a keyword was expected")
            }
            let start = index
            let keyword = Keyword.canonical(word())
            let values: [String] = Keyword.flags.contains(keyword) ? [] : try values(of: keyword)
            guard let earlier = fields.firstIndex(where: { $0.keyword == keyword }) else {
                fields.append(RawDefinition.Field(keyword, values))
                continue
            }
            if Keyword.known.contains(keyword), fields[earlier].values != values {
                throw DefinitionProblem("\(keyword) stands twice", at: start - bytes.startIndex)
            }
            if !Keyword.known.contains(keyword) { fields[earlier].values += values }
        }
        // One parenthesis too many says nothing.
        while peek() == UInt8(ascii: ")") {
            index += 1
            skipBlanks()
        }
        guard peek() == nil else { throw problem("something follows the closing parenthesis") }
        return RawDefinition(identifier: identifier, fields: fields)
    }

    private mutating func values(of keyword: String) throws(DefinitionProblem) -> [String] {
        skipBlanks()
        switch peek() {
        // A length may stand behind a quoted syntax.
        case UInt8(ascii: "'"): return [try quoted() + (peek() == UInt8(ascii: "{") ? word() : "")]
        case UInt8(ascii: "("): return try list(after: keyword)
        case nil, UInt8(ascii: "$"): throw problem("\(keyword) has no value")
        case UInt8(ascii: ")"):
            // A vendor's own word may be a flag.
            guard !Keyword.known.contains(keyword) || keyword == "DESC" else {
                throw problem("\(keyword) has no value")
            }
            return []
        default:
            let start = index
            let value = word()
            if Keyword.known.contains(value) || Keyword.flags.contains(value) {
                guard !Keyword.known.contains(keyword) || keyword == "DESC" else {
                    throw DefinitionProblem("\(keyword) has no value", at: start - bytes.startIndex)
                }
                index = start
                return []
            }
            return [value]
        }
    }

    private mutating func list(after keyword: String) throws(DefinitionProblem) -> [String] {
        index += 1
        var values: [String] = []
        while true {
            skipBlanks()
            switch peek() {
            case UInt8(ascii: ")"):
                index += 1
                return values
            case UInt8(ascii: "$"), UInt8(ascii: ","): index += 1
            case UInt8(ascii: "'"): values.append(try quoted())
            case UInt8(ascii: "("): throw problem("the list after \(keyword) opens a second time")
            case nil: throw problem("the list after \(keyword) does not end")
            default: values.append(contentsOf: word().split(separator: ",").map(String.init))
            }
        }
    }

    private mutating func word() -> String {
        let start = index
        while index < bytes.endIndex, !Self.endsWord(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// A quoted string: `\27` and `\5C` become what they stand for; an apostrophe after which nothing can follow that
    /// follows a value is part of it.
    private mutating func quoted() throws(DefinitionProblem) -> String {
        let opening = index
        index += 1
        let start = index
        var plain: [UInt8]?
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "'"), endsHere() {
                defer { index += 1 }
                return String(decoding: plain ?? Array(bytes[start..<index]), as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\"), let escaped = escaped() {
                if plain == nil { plain = Array(bytes[start..<index]) }
                plain?.append(escaped)
                index += 3
            } else {
                plain?.append(byte)
                index += 1
            }
        }
        throw DefinitionProblem("a quoted string does not end", at: opening - bytes.startIndex)
    }

    private func escaped() -> UInt8? {
        guard index + 2 < bytes.endIndex else { return nil }
        switch (bytes[index + 1], bytes[index + 2]) {
        case (UInt8(ascii: "2"), UInt8(ascii: "7")): return UInt8(ascii: "'")
        case (UInt8(ascii: "5"), UInt8(ascii: "C")), (UInt8(ascii: "5"), UInt8(ascii: "c")): return UInt8(ascii: "\\")
        default: return nil
        }
    }

    /// Whether the apostrophe here ends its string: what comes next is an end, another value, or a keyword.
    private func endsHere() -> Bool {
        var next = index + 1
        guard next < bytes.endIndex else { return true }
        switch bytes[next] {
        case UInt8(ascii: ")"), UInt8(ascii: "$"), UInt8(ascii: "'"), UInt8(ascii: "{"): return true
        case let byte where !Self.isBlank(byte): return Self.isKeywordStart(bytes[next...])
        default: break
        }
        while next < bytes.endIndex, Self.isBlank(bytes[next]) { next += 1 }
        guard next < bytes.endIndex else { return true }
        switch bytes[next] {
        case UInt8(ascii: ")"), UInt8(ascii: "$"), UInt8(ascii: "'"), UInt8(ascii: ","): return true
        default: return Self.isKeywordStart(bytes[next...])
        }
    }

    /// Whether a word of capitals begins here that ends like a keyword.
    private static func isKeywordStart(_ rest: ArraySlice<UInt8>) -> Bool {
        let word = rest.prefix { !endsWord($0) }
        if Keyword.known.contains(where: { Keyword.equal($0, word) }) { return true }
        if Keyword.flags.contains(where: { Keyword.equal($0, word) }) { return true }
        return word.starts(with: "X-".utf8) || word.starts(with: "x-".utf8)
            || (word.count > 1
                && word.allSatisfy { (0x41...0x5A).contains($0) || $0 == 0x2D || $0 == 0x5F || ASCII.isDigit($0) })
    }

    private func peek() -> UInt8? { index < bytes.endIndex ? bytes[index] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipBlanks() { while index < bytes.endIndex, Self.isBlank(bytes[index]) { index += 1 } }

    private func problem(_ reason: String) -> DefinitionProblem {
        DefinitionProblem(reason, at: index - bytes.startIndex)
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        isBlank(byte) || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "$")
            || byte == UInt8(ascii: "'")
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
