/// Reads the string form of a distinguished name, RFC 4514 with the leniencies of RFC 2253.
struct DistinguishedNameParser {
    private let bytes: [UInt8]
    private var index = 0
    /// Where the value that was read last ends; blanks behind it are none of it.
    private var end = 0
    /// Where the values of the components' first pairs stand; nothing where nobody asks.
    private var places: [Range<Int>]?

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The values of the components' first pairs as they are written; nothing when the name is malformed.
    mutating func writtenValues() -> [String]? {
        places = []
        guard parse() != nil else { return nil }
        return places?.map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    mutating func parse() -> [RelativeDistinguishedName]? {
        var components: [RelativeDistinguishedName] = []
        skipBlanks()
        guard index < bytes.count else { return [] }
        while true {
            guard let component = component() else { return nil }
            components.append(component)
            guard index < bytes.count else { return components }
            guard bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: ";") else { return nil }
            index += 1
        }
    }

    private mutating func component() -> RelativeDistinguishedName? {
        var pairs: [RelativeDistinguishedName.Pair] = []
        repeat {
            if !pairs.isEmpty { index += 1 }
            guard let type = type() else { return nil }
            let isEncoded = index < bytes.count && bytes[index] == UInt8(ascii: "#")
            let start = index
            guard let value = value() else { return nil }
            if pairs.isEmpty { places?.append(start..<end) }
            pairs.append(.init(type: type, value: value, isEncoded: isEncoded))
        } while index < bytes.count && bytes[index] == UInt8(ascii: "+")
        return RelativeDistinguishedName(pairs: pairs)
    }

    /// An attribute type; an OID may have `OID.` before it, as RFC 2253 section 4 wants it read.
    private mutating func type() -> AttributeName? {
        skipBlanks()
        let start = index
        while index < bytes.count, ASCII.isKeyCharacter(bytes[index]) || bytes[index] == UInt8(ascii: ".") {
            index += 1
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        let hasPrefix = ASCII.lowercased(text).hasPrefix("oid.")
        let name = AttributeName(hasPrefix ? String(text.dropFirst(4)) : text)
        skipBlanks()
        guard name.isValid, !hasPrefix || OID(name.spelling) != nil, index < bytes.count,
            bytes[index] == UInt8(ascii: "=")
        else { return nil }
        index += 1
        skipBlanks()
        return name
    }

    private mutating func value() -> String? {
        end = index
        guard index < bytes.count else { return "" }
        switch bytes[index] {
        case UInt8(ascii: "\""): return quoted()
        case UInt8(ascii: "#"): return hexadecimal()
        default: return plain()
        }
    }

    private mutating func plain() -> String? {
        var value: [UInt8] = []
        var kept = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "+") { break }
            if byte == UInt8(ascii: "\\") {
                guard let escaped = escaped() else { return nil }
                value.append(escaped)
                (kept, end) = (value.count, index)
            } else {
                value.append(byte)
                index += 1
                if byte != 0x20 { (kept, end) = (value.count, index) }
            }
        }
        return Self.text(value.prefix(kept))
    }

    private mutating func quoted() -> String? {
        index += 1
        var value: [UInt8] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\") {
                guard let escaped = escaped() else { return nil }
                value.append(escaped)
            } else {
                value.append(bytes[index])
                index += 1
            }
        }
        guard index < bytes.count else { return nil }
        index += 1
        end = index
        skipBlanks()
        return Self.text(value)
    }

    /// `#` and the BER encoding in hexadecimal; kept as it is written, since its type is not known here.
    private mutating func hexadecimal() -> String? {
        let start = index
        index += 1
        while index < bytes.count, ASCII.hexValue(bytes[index]) != nil { index += 1 }
        let text = bytes[start..<index]
        end = index
        skipBlanks()
        guard text.count > 1, text.count % 2 == 1 else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escaped() -> UInt8? {
        guard index + 1 < bytes.count else { return nil }
        if index + 2 < bytes.count, let high = ASCII.hexValue(bytes[index + 1]),
            let low = ASCII.hexValue(bytes[index + 2])
        {
            index += 3
            return high << 4 | low
        }
        index += 2
        return bytes[index - 1]
    }

    /// Escapes may spell bytes that are no text; repaired, two different names would become one.
    private static func text(_ value: some Collection<UInt8>) -> String? { String(validating: value, as: UTF8.self) }

    private mutating func skipBlanks() {
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    }
}
