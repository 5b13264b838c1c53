import Directory

/// Reads one definition in the forms that real servers write, which is more than RFC 4512 allows.
///
/// Fields come in any order and may be unknown, blanks may be missing or be tabs and line ends, names may be quoted and
/// descriptions bare, an identifier may be a name, a list may be empty, an apostrophe may stand inside of a quoted
/// string. One pass over the bytes, and no token is made that is not kept.
///
/// It reads memory that its caller lends it: going through an array's own checks byte by byte takes twice as long. Every
/// access is behind a comparison with the end.
struct DefinitionReader: ~Copyable {
    /// The longest definition that is read, in bytes.
    static let lengthLimit = 512 * 1024

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Reads a whole definition.
    static func read(_ text: ArraySlice<UInt8>) throws(DefinitionProblem) -> RawDefinition {
        guard text.count <= lengthLimit else {
            throw DefinitionProblem("it is longer than \(lengthLimit) bytes", at: 0)
        }
        return try text.withUnsafeBufferPointer { (bytes) throws(DefinitionProblem) in
            var reader = DefinitionReader(bytes)
            return try reader.definition()
        }
    }

    /// Reads a whole definition.
    static func read(_ text: String) throws(DefinitionProblem) -> RawDefinition { try read(Array(text.utf8)[...]) }

    private mutating func definition() throws(DefinitionProblem) -> RawDefinition {
        skipBlanks()
        guard take(UInt8(ascii: "(")) else { throw problem("it does not begin with a parenthesis") }
        skipBlanks()
        let identifier = try self.identifier()
        guard !identifier.isEmpty else { throw problem("it has no identifier") }
        var fields: [RawDefinition.Field] = []
        fields.reserveCapacity(8)
        var places = FieldPlaces()
        while true {
            skipBlanks()
            guard let next = peek() else { throw problem("the closing parenthesis is missing") }
            if next == UInt8(ascii: ")") { break }
            guard next != UInt8(ascii: "("), next != UInt8(ascii: "'"), next != UInt8(ascii: "$") else {
                throw problem("a keyword was expected")
            }
            let start = index
            let field = try field()
            guard let earlier = places.place(of: field, in: fields) else {
                fields.append(field)
                continue
            }
            guard let known = field.known, !known.isFlag else {
                fields[earlier] = fields[earlier].joined(field)
                continue
            }
            guard fields[earlier] == field else {
                throw DefinitionProblem("\(known.rawValue) stands twice", at: start)
            }
        }
        // One parenthesis too many says nothing.
        while peek() == UInt8(ascii: ")") {
            index += 1
            skipBlanks()
        }
        guard peek() == nil else { throw problem("something follows the closing parenthesis") }
        return RawDefinition(identifier: identifier, fields: fields)
    }

    /// A word; in apostrophes it may be too, but be nothing else for that.
    private mutating func identifier() throws(DefinitionProblem) -> String {
        guard peek() == UInt8(ascii: "'") else { return word() }
        let identifier = try quoted()
        guard !identifier.utf8.contains(where: Self.endsWord) else { throw problem("its identifier is no word") }
        return identifier
    }

    private mutating func field() throws(DefinitionProblem) -> RawDefinition.Field {
        let word = wordBytes()
        guard let known = Keyword(word) else {
            let keyword = ASCII.uppercased(String(decoding: word, as: UTF8.self))
            let values = try values(of: keyword, nil)
            return RawDefinition.Field(keyword, nil, values.first, values.rest)
        }
        guard !known.isFlag else { return RawDefinition.Field(known.rawValue, known, nil, []) }
        let values = try values(of: known.rawValue, known)
        return RawDefinition.Field(known.rawValue, known, values.first, values.rest)
    }

    private typealias Values = (first: String?, rest: [String])

    private mutating func values(of keyword: String, _ known: Keyword?) throws(DefinitionProblem) -> Values {
        skipBlanks()
        switch peek() {
        // A length may stand behind a quoted syntax.
        case UInt8(ascii: "'"):
            let value = try quoted()
            return (peek() == UInt8(ascii: "{") ? value + word() : value, [])
        case UInt8(ascii: "("): return try list(after: keyword)
        case nil, UInt8(ascii: "$"): throw problem("\(keyword) has no value")
        case UInt8(ascii: ")"):
            // A vendor's own word may be a flag.
            guard known == nil || known == .desc else {
                throw problem("\(keyword) has no value")
            }
            return (nil, [])
        default:
            let start = index
            let value = wordBytes()
            if let next = Keyword(value), next.rawValue.utf8.elementsEqual(value) {
                guard known == nil || known == .desc else {
                    throw DefinitionProblem("\(keyword) has no value", at: start)
                }
                index = start
                return (nil, [])
            }
            return (text(from: start), [])
        }
    }

    private mutating func list(after keyword: String) throws(DefinitionProblem) -> Values {
        index += 1
        var values: Values = (nil, [])
        func append(_ value: String) {
            if values.first == nil { values.first = value } else { values.rest.append(value) }
        }
        while true {
            skipBlanks()
            switch peek() {
            case UInt8(ascii: ")"):
                index += 1
                return values
            case UInt8(ascii: "$"), UInt8(ascii: ","): index += 1
            case UInt8(ascii: "'"): append(try quoted())
            case UInt8(ascii: "("): throw problem("the list after \(keyword) opens a second time")
            case nil: throw problem("the list after \(keyword) does not end")
            default:
                let start = index
                while index < bytes.endIndex, !Self.endsWord(bytes[index]), bytes[index] != UInt8(ascii: ",") {
                    index += 1
                }
                append(text(from: start))
            }
        }
    }

    private mutating func word() -> String {
        String(decoding: UnsafeBufferPointer(rebasing: wordBytes()), as: UTF8.self)
    }

    private func text(from start: Int) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
    }

    private mutating func wordBytes() -> Slice<UnsafeBufferPointer<UInt8>> {
        let start = index
        while index < bytes.endIndex, !Self.endsWord(bytes[index]) { index += 1 }
        return bytes[start..<index]
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
                guard let plain else { return text(from: start) }
                return String(decoding: plain, as: UTF8.self)
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
        throw DefinitionProblem("a quoted string does not end", at: opening)
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

    /// Whether a value can stand without apostrophes, alone and in lists, and is taken for nothing else.
    static func isPlainWord(_ text: String) -> Bool {
        guard !text.isEmpty, !text.utf8.contains(where: { endsWord($0) || $0 == UInt8(ascii: ",") }) else {
            return false
        }
        return Keyword(rawValue: text) == nil
    }

    /// Whether a word of capitals begins here that ends like a keyword.
    static func isKeywordStart<Bytes: Collection<UInt8>>(_ rest: Bytes) -> Bool {
        let word = rest.prefix { !endsWord($0) }
        return Keyword(word) != nil || word.starts(with: "X-".utf8) || word.starts(with: "x-".utf8)
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
        DefinitionProblem(reason, at: index)
    }

    static func endsWord(_ byte: UInt8) -> Bool {
        isBlank(byte) || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "$")
            || byte == UInt8(ascii: "'")
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
