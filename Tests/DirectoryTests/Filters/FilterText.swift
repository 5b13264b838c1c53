import Directory

/// A reader of RFC 4515 filters for tests, written from the grammar and not from the printer.
struct FilterText {
    private var rest: Substring.UTF8View

    static func read(_ text: String) -> SearchFilter? {
        var reader = FilterText(rest: text[...].utf8)
        guard let filter = reader.filter(), reader.rest.isEmpty else { return nil }
        return filter
    }

    private mutating func filter() -> SearchFilter? {
        guard take("(") else { return nil }
        var result: SearchFilter?
        switch rest.first {
        case UInt8(ascii: "&"):
            rest.removeFirst()
            result = list().map(SearchFilter.all)
        case UInt8(ascii: "|"):
            rest.removeFirst()
            result = list().map(SearchFilter.any)
        case UInt8(ascii: "!"):
            rest.removeFirst()
            result = filter().map(SearchFilter.not)
        default: result = item()
        }
        return take(")") ? result : nil
    }

    private mutating func list() -> [SearchFilter]? {
        var parts: [SearchFilter] = []
        while rest.first == UInt8(ascii: "(") {
            guard let part = filter() else { return nil }
            parts.append(part)
        }
        return parts
    }

    private mutating func item() -> SearchFilter? {
        let name = take { ASCII.isKeyCharacter($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ";") }
        let attribute = AttributeName(name)
        if take(">=") { return value().map { .atLeast(attribute, $0) } }
        if take(":1.2.840.113556.1.4.803:=") {
            return Int64(take { $0 != UInt8(ascii: ")") }).map { .bits(attribute, $0) }
        }
        guard take("=") else { return nil }
        if take("*") { return .present(attribute) }
        return value().map { .equal(attribute, $0) }
    }

    private mutating func value() -> [UInt8]? {
        var bytes: [UInt8] = []
        while let byte = rest.first, byte != UInt8(ascii: ")") {
            rest.removeFirst()
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "*"), 0: return nil
            case UInt8(ascii: "\\"):
                guard let high = rest.popFirst().flatMap(ASCII.hexValue),
                    let low = rest.popFirst().flatMap(ASCII.hexValue)
                else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return bytes
    }

    private mutating func take(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }

    private mutating func take(while matches: (UInt8) -> Bool) -> String {
        let found = rest.prefix(while: matches)
        rest = rest.dropFirst(found.count)
        return String(decoding: found, as: UTF8.self)
    }
}
