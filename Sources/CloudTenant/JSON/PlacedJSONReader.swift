import Diagnostics

/// Reads JSON by the letter of RFC 8259, one value after another, and knows where each stands.
///
/// Foundation's reader does not say in which line an object is.
struct PlacedJSONReader {
    /// Why a text is no JSON.
    struct Mistake: Error {
        let message: String
        let range: SourceRange
    }

    private let bytes: [UInt8]
    private var place = 0

    /// How deep arrays and objects may lie in each other.
    private static let depth = 64

    init(_ text: String) {
        bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    /// The next value; nothing at the end of the text.
    mutating func next() throws(Mistake) -> PlacedJSON? {
        skipBlanks()
        return place < bytes.count ? try value(Self.depth) : nil
    }

    private mutating func value(_ depth: Int) throws(Mistake) -> PlacedJSON {
        skipBlanks()
        let start = place
        guard place < bytes.count else { throw mistake("the text ends where a value should be") }
        let kind: PlacedJSON.Kind
        switch bytes[place] {
        case UInt8(ascii: "{"): kind = .object(try members(depth))
        case UInt8(ascii: "["): kind = .array(try elements(depth))
        case UInt8(ascii: "\""): kind = .string(try string())
        case UInt8(ascii: "t"): kind = try word("true", .flag(true))
        case UInt8(ascii: "f"): kind = try word("false", .flag(false))
        case UInt8(ascii: "n"): kind = try word("null", .null)
        default: kind = .number(try number())
        }
        return PlacedJSON(kind: kind, range: SourceRange(start, place))
    }

    private mutating func members(_ depth: Int) throws(Mistake) -> [(key: String, value: PlacedJSON)] {
        guard depth > 0 else { throw mistake("the values lie too deep in each other") }
        var members: [(key: String, value: PlacedJSON)] = []
        var keys: Set<String> = []
        place += 1
        skipBlanks()
        guard !take("}") else { return [] }
        repeat {
            skipBlanks()
            guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
                throw mistake("a name should be here")
            }
            let (start, key) = (place, try string())
            guard keys.insert(key).inserted else {
                throw Mistake(message: "\"\(key)\" is there twice", range: SourceRange(start, place))
            }
            skipBlanks()
            guard take(":") else { throw mistake("a colon should be here") }
            members.append((key, try value(depth - 1)))
            skipBlanks()
        } while take(",")
        guard take("}") else { throw mistake("a comma or a closing brace should be here") }
        return members
    }

    private mutating func elements(_ depth: Int) throws(Mistake) -> [PlacedJSON] {
        guard depth > 0 else { throw mistake("the values lie too deep in each other") }
        var elements: [PlacedJSON] = []
        place += 1
        skipBlanks()
        guard !take("]") else { return [] }
        repeat {
            elements.append(try value(depth - 1))
            skipBlanks()
        } while take(",")
        guard take("]") else { throw mistake("a comma or a closing bracket should be here") }
        return elements
    }

    private mutating func string() throws(Mistake) -> String {
        let start = place
        place += 1
        if let text = plainString() { return text }
        var text: [UInt8] = []
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            guard bytes[place] >= 0x20 else { throw mistake("a text holds a control character") }
            if bytes[place] == UInt8(ascii: "\\") {
                place += 1
                text += try escape()
            } else {
                text.append(bytes[place])
                place += 1
            }
        }
        guard take("\"") else {
            throw Mistake(message: "the text's closing quotation mark is missing", range: SourceRange(start, start + 1))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The rest of a text in which nothing is escaped, as in most, taken in one piece.
    private mutating func plainString() -> String? {
        let start = place
        let found = bytes.withUnsafeBytes { bytes -> (text: String, end: Int)? in
            var end = start
            while end < bytes.count, bytes[end] >= 0x20, bytes[end] != UInt8(ascii: "\\") {
                if bytes[end] == UInt8(ascii: "\"") {
                    return (String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self), end)
                }
                end += 1
            }
            return nil
        }
        guard let found else { return nil }
        place = found.end + 1
        return found.text
    }

    private mutating func escape() throws(Mistake) -> [UInt8] {
        guard place < bytes.count else { throw mistake("the text ends in an escape") }
        let sign = bytes[place]
        place += 1
        switch sign {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [sign]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            var units = [try unit()]
            if UTF16.isLeadSurrogate(units[0]) {
                guard take("\\"), take("u") else { throw mistake("half of a character stands alone") }
                units.append(try unit())
            }
            guard let text = String(validating: units, as: UTF16.self) else {
                throw mistake("half of a character stands alone")
            }
            return Array(text.utf8)
        default: throw mistake("there is no such escape")
        }
    }

    private mutating func unit() throws(Mistake) -> UInt16 {
        guard bytes.count - place >= 4, let text = String(validating: bytes[place..<place + 4], as: UTF8.self),
            text.utf8.allSatisfy({
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 | 0x20
            }),
            let unit = UInt16(text, radix: 16)
        else { throw mistake("four hexadecimal digits should be here") }
        place += 4
        return unit
    }

    private mutating func number() throws(Mistake) -> String {
        let start = place
        while place < bytes.count, "+-.0123456789eE".utf8.contains(bytes[place]) { place += 1 }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil else {
            throw Mistake(message: "this is no value", range: SourceRange(start, max(place, start + 1)))
        }
        return text
    }

    private mutating func word(_ word: String, _ kind: PlacedJSON.Kind) throws(Mistake) -> PlacedJSON.Kind {
        guard bytes[place...].starts(with: word.utf8) else { throw mistake("this is no value") }
        place += word.utf8.count
        return kind
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while place < bytes.count {
            switch bytes[place] {
            case 0x20, 0x09, 0x0A, 0x0D: place += 1
            default: return
            }
        }
    }

    private func mistake(_ message: String) -> Mistake {
        Mistake(message: message, range: SourceRange(place, place + 1))
    }
}
