import Directory

/// What single characters are.
extension ScriptLexer {
    func starts(_ text: String, at place: Int? = nil) -> Bool {
        bytes.dropFirst(place ?? index).starts(with: text.utf8)
    }

    func find(_ text: String, from place: Int) -> Int? {
        var place = place
        while place < bytes.count {
            if starts(text, at: place) { return place }
            place += 1
        }
        return nil
    }

    func isNewline(_ place: Int) -> Bool {
        place < bytes.count && (bytes[place] == 0x0A || bytes[place] == 0x0D)
    }

    /// How many bytes a blank takes: spaces, tabs and the space that does not break.
    func blank(_ place: Int) -> Int? {
        switch bytes[place] {
        case 0x20, 0x09, 0x0B, 0x0C: 1
        case 0xC2 where place + 1 < bytes.count && (bytes[place + 1] == 0xA0 || bytes[place + 1] == 0x85): 2
        default: nil
        }
    }

    /// The kind of a quote, and how many bytes it takes.
    func quote(_ place: Int) -> (isDouble: Bool, length: Int)? {
        guard place < bytes.count else { return nil }
        switch bytes[place] {
        case UInt8(ascii: "'"): return (false, 1)
        case UInt8(ascii: "\""): return (true, 1)
        case 0xE2 where place + 2 < bytes.count && bytes[place + 1] == 0x80:
            switch bytes[place + 2] {
            case 0x98...0x9B: return (false, 3)
            case 0x9C...0x9E: return (true, 3)
            default: return nil
            }
        default: return nil
        }
    }

    /// How many bytes a dash takes.
    func dash(_ place: Int) -> Int? {
        guard place < bytes.count else { return nil }
        if bytes[place] == UInt8(ascii: "-") { return 1 }
        let isLong = place + 2 < bytes.count && bytes[place] == 0xE2 && bytes[place + 1] == 0x80
        return isLong && (0x93...0x95).contains(bytes[place + 2]) ? 3 : nil
    }

    /// Letters, digits and underscores, or nothing.
    func name(at place: Int) -> String? {
        var end = place
        while end < bytes.count, ASCII.isLetter(bytes[end]) || ASCII.isDigit(bytes[end]) || bytes[end] == 0x5F {
            end += 1
        }
        return end > place ? String(decoding: bytes[place..<end], as: UTF8.self) : nil
    }

    /// Reads `$name`, `${name}` or `$script:name`; other scopes and special variables are nothing.
    mutating func variableName() -> String? {
        var place = index + 1
        let isBraced = starts("{", at: place)
        if isBraced { place += 1 }
        guard var found = name(at: place) else { return nil }
        place += found.utf8.count
        if starts(":", at: place), let inner = name(at: place + 1) {
            guard ["script", "global", "local", "private"].contains(found.lowercased()) else { return nil }
            place += 1 + inner.utf8.count
            found = inner
        }
        if isBraced {
            guard starts("}", at: place) else { return nil }
            place += 1
        }
        index = place
        return found.lowercased()
    }
}
