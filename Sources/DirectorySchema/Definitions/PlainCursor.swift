/// Walks over a definition in the plain form, in which nearly all servers write, and makes no text.
///
/// Plain is: keywords in capitals, each once; strings that end at their first apostrophe; nothing escaped; nothing
/// missing. Whatever else comes, the cursor stops and judges nothing: `DefinitionReader` then reads the definition from its
/// beginning. What both read they read alike.
///
/// It reads memory that its caller lends it, every access behind a comparison with the end.
struct PlainCursor: ~Copyable {
    /// What stands at the beginning of a field.
    enum Field {
        /// A keyword of RFC 4512.
        case known(Keyword)
        /// A server's own word that begins with `X-`.
        case other
    }

    private let start: UnsafeRawPointer
    private let count: Int
    private var index = 0
    /// The keywords that were met, a bit each.
    private var found: UInt32 = 0
    /// Whether the definition has been read to its end, and nothing follows.
    private(set) var isComplete = false

    /// `X-` as the low bytes of a number.
    private static let extensionStart = UInt64(UInt8(ascii: "X")) | UInt64(UInt8(ascii: "-")) << 8

    /// Begins to read; nothing where there are no bytes, or more than a definition may have.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, bytes.count <= DefinitionReader.lengthLimit else { return nil }
        self.start = start
        count = bytes.count
    }

    /// The opening parenthesis and the identifier behind it.
    mutating func identifier() -> DefinitionWord? {
        guard next() == UInt8(ascii: "(") else { return nil }
        index += 1
        guard next() != nil else { return nil }
        let word = word()
        return word.isEmpty ? nil : word
    }

    /// The next field; nothing at the end of the definition, and where it is not plain.
    mutating func field() -> Field? {
        guard let next = next() else { return nil }
        if next == UInt8(ascii: ")") {
            index += 1
            isComplete = self.next() == nil
            return nil
        }
        let word = word()
        if let known = Keyword.known(exactly: word) {
            let bit: UInt32 = 1 << UInt32(truncatingIfNeeded: known.place)
            guard found & bit == 0 else { return nil }
            found |= bit
            return .known(known.keyword)
        }
        return word.count > 2 && word.eight(at: 0).number & 0xFFFF == Self.extensionStart ? .other : nil
    }

    /// Hands over the values of a field in their order; false where they are not plain.
    @inline(__always)
    mutating func values(_ body: (DefinitionWord) -> Void) -> Bool {
        guard let next = next() else { return false }
        if next == UInt8(ascii: "(") {
            index += 1
            return list(body)
        }
        guard let value = next == UInt8(ascii: "'") ? quoted() : bare() else { return false }
        body(value)
        return true
    }

    @inline(__always)
    private mutating func list(_ body: (DefinitionWord) -> Void) -> Bool {
        while let next = next() {
            switch next {
            case UInt8(ascii: ")"):
                index += 1
                return true
            case UInt8(ascii: "$"), UInt8(ascii: ","): index += 1
            case UInt8(ascii: "'"):
                guard let value = quoted(), isBeforeValue() else { return false }
                body(value)
            case UInt8(ascii: "("): return false
            default: body(word(endsAtComma: true))
            }
        }
        return false
    }

    /// Whether what comes next in a list leaves no doubt that an apostrophe ended a string.
    private mutating func isBeforeValue() -> Bool {
        let next = next()
        return next == UInt8(ascii: ")") || next == UInt8(ascii: "'") || next == UInt8(ascii: "$")
    }

    /// A value without apostrophes; a keyword there says that the value is missing.
    private mutating func bare() -> DefinitionWord? {
        let value = word()
        return value.isEmpty || Keyword.known(exactly: value) != nil ? nil : value
    }

    /// A string without its apostrophes; nothing where something is escaped in it, or where what follows it directly may
    /// make its last apostrophe a part of it.
    ///
    /// Behind a blank comes a keyword or the end, or it is no plain definition: the next step finds out.
    private mutating func quoted() -> DefinitionWord? {
        let opening = index
        index += 1
        while index < count {
            if index + 8 <= count {
                let eight = EightBytes(start + index)
                guard let place = eight.firstIndex(of: UInt8(ascii: "'"), or: UInt8(ascii: "\\")) else {
                    index += 8
                    continue
                }
                index += place
            }
            let byte = byte(index)
            index += 1
            if byte == UInt8(ascii: "\\") { return nil }
            if byte == UInt8(ascii: "'") {
                guard index < count, Self.isAfterString(self.byte(index)) else { return nil }
                return word(from: opening + 1, to: index - 1)
            }
        }
        return nil
    }

    private static func isAfterString(_ byte: UInt8) -> Bool {
        DefinitionReader.isBlank(byte) || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "$")
    }

    /// Bytes up to what ends a word.
    @inline(__always)
    private mutating func word(endsAtComma: Bool = false) -> DefinitionWord {
        let first = index
        while index < count {
            if index + 8 <= count {
                // Letters, digits, dots and hyphens lie above everything that ends a word.
                guard let place = EightBytes(start + index).firstIndex(below: UInt8(ascii: "-")) else {
                    index += 8
                    continue
                }
                index += place
            }
            let byte = byte(index)
            if DefinitionReader.endsWord(byte) || endsAtComma && byte == UInt8(ascii: ",") { break }
            index += 1
        }
        return word(from: first, to: index)
    }

    @inline(__always)
    private func word(from first: Int, to end: Int) -> DefinitionWord {
        DefinitionWord(start + first, count: end - first, readable: count - first)
    }

    /// The next byte that is no blank.
    @inline(__always)
    private mutating func next() -> UInt8? {
        while index < count {
            let byte = byte(index)
            guard DefinitionReader.isBlank(byte) else { return byte }
            index += 1
        }
        return nil
    }

    @inline(__always)
    private func byte(_ place: Int) -> UInt8 { start.load(fromByteOffset: place, as: UInt8.self) }
}
