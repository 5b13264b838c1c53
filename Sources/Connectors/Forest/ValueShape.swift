import Directory

/// What the bytes of a value are, found in one pass over them.
///
/// Every value of every entry of an import is looked at, so that nothing is allocated for those that are as they should be.
enum ValueShape {
    /// Whether bytes are UTF-8 (RFC 3629, section 4).
    static func isText(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var place = 0
        while place < bytes.count {
            if place + 8 <= bytes.count,
                bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                place += 8
                continue
            }
            let first = bytes[place]
            place += 1
            if first < 0x80 { continue }
            guard let tails = tails(of: first), place + tails.count <= bytes.count, tails.next ~= bytes[place] else {
                return false
            }
            for offset in 1..<max(tails.count, 1) where !(0x80...0xBF ~= bytes[place + offset]) { return false }
            place += tails.count
        }
        return true
    }

    /// How many bytes follow the first one of a character beyond ASCII, and what the next may be.
    @inline(__always)
    private static func tails(of first: UInt8) -> (count: Int, next: ClosedRange<UInt8>)? {
        switch first {
        case 0xC2...0xDF: (1, 0x80...0xBF)
        case 0xE0: (2, 0xA0...0xBF)
        case 0xED: (2, 0x80...0x9F)
        case 0xE1...0xEF: (2, 0x80...0xBF)
        case 0xF0: (3, 0x90...0xBF)
        case 0xF1...0xF3: (3, 0x80...0xBF)
        case 0xF4: (3, 0x80...0x8F)
        default: nil
        }
    }

    /// Whether bytes are a distinguished name.
    ///
    /// One pass is enough for nearly all names. What it is not sure of - values that are quoted, encoded or escaped in
    /// hexadecimal, types that are OIDs, blanks within a type - is read as names are read everywhere.
    static func isName(_ bytes: UnsafeRawBufferPointer) -> Bool {
        isPlainName(bytes) || isText(bytes) && DistinguishedName(String(decoding: bytes, as: UTF8.self)) != nil
    }

    /// Whether bytes are certainly a name, without a null byte; `false` says nothing.
    static func isPlainName(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var isType = true
        // Whether nothing but blanks has come of the type or the value.
        var isFirst = true
        var seen: UInt8 = 0
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if isType {
                if byte == UInt8(ascii: "="), !isFirst {
                    (isType, isFirst) = (false, true)
                } else if isFirst ? ASCII.isLetter(byte) : ASCII.isKeyCharacter(byte) {
                    isFirst = false
                } else if byte != 0x20 || !isFirst {
                    return false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "+"): (isType, isFirst) = (true, true)
            case UInt8(ascii: "\\"):
                guard place < bytes.count, bytes[place] != 0, ASCII.hexValue(bytes[place]) == nil else { return false }
                seen |= bytes[place]
                place += 1
                isFirst = false
            case UInt8(ascii: "\"") where isFirst, UInt8(ascii: "#") where isFirst: return false
            case 0: return false
            default:
                seen |= byte
                if byte != 0x20 { isFirst = false }
            }
        }
        return !isType && (seen < 0x80 || isText(bytes))
    }

    /// Whether bytes are ASCII without a null byte, as nearly every value is: text that nothing more need be asked of.
    static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var place = 0
        while place + 8 <= bytes.count {
            guard isPlain(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) else { return false }
            place += 8
        }
        guard place < bytes.count else { return true }
        // The last eight again, with what is left among them.
        if place > 0 { return isPlain(bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)) }
        if bytes.count >= 4 {
            let first = UInt64(bytes.loadUnaligned(as: UInt32.self))
            let last = UInt64(bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self))
            return isPlain(first | last << 32)
        }
        return bytes.allSatisfy { 1..<0x80 ~= $0 }
    }

    /// Whether none of eight bytes has its high bit set or is null; taking one off a null byte sets its high bit, and
    /// the lowest null byte is never missed.
    @inline(__always)
    private static func isPlain(_ eight: UInt64) -> Bool {
        (eight | (eight &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 == 0
    }
}
