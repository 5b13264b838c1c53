import Directory

/// Writes the normalized form of distinguished names that are, but for case, written in it already: nearly all of them.
///
/// What it does not know for certain - escapes, components of several values, blanks in places of their own, letters beyond
/// those of European and East Asian scripts - it leaves to `DistinguishedName`, which takes thirty times as long.
enum NameFolding {
    /// Writes the form; false where the name is not one of those.
    static func fold(_ name: UnsafeRawBufferPointer, into bytes: inout [UInt8]) -> Bool {
        var before = UInt8(ascii: ",")
        var place = 0
        var isInValue = false
        while place < name.count {
            let byte = name[place]
            if byte < 0x80 {
                switch byte {
                case UInt8(ascii: ","):
                    guard isInValue, before != UInt8(ascii: " ") else { return false }
                    isInValue = false
                case UInt8(ascii: "="):
                    guard !isInValue, before != UInt8(ascii: " ") else { return false }
                    isInValue = true
                case UInt8(ascii: " "):
                    guard before != UInt8(ascii: " "), before != UInt8(ascii: ","), before != UInt8(ascii: "=") else {
                        return false
                    }
                default:
                    guard isPlain(byte) else { return false }
                }
                bytes.append(ASCII.lowercased(byte))
                place += 1
            } else if byte < 0xE0 {
                guard place + 1 < name.count, isInValue else { return false }
                let scalar = Int(byte & 0x1F) << 6 | Int(name[place + 1] & 0x3F)
                guard byte >= 0xC2, name[place + 1] & 0xC0 == 0x80 else { return false }
                let small = smallLetters[scalar - 0x80]
                guard small != 0 else { return false }
                bytes.append(0xC0 | UInt8(truncatingIfNeeded: small >> 6))
                bytes.append(0x80 | UInt8(truncatingIfNeeded: small & 0x3F))
                place += 2
            } else {
                // U+3000 to U+9FFF: kana, Han and what goes with them have no case.
                guard place + 2 < name.count, isInValue, (0xE3...0xE9).contains(byte) else { return false }
                for offset in 0..<3 { bytes.append(name[place + offset]) }
                guard bytes[bytes.count - 2] & 0xC0 == 0x80, bytes[bytes.count - 1] & 0xC0 == 0x80 else { return false }
                place += 3
            }
            before = byte
        }
        return before != UInt8(ascii: " ") && isInValue
    }

    /// What needs no escape in a name and is no part of one (RFC 4514 section 2.4).
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "+"), UInt8(ascii: ";"), UInt8(ascii: "#"),
            UInt8(ascii: "<"), UInt8(ascii: ">"):
            false
        default: byte > 0x20 && byte < 0x7F
        }
    }

    /// For U+0080 to U+07FF the small letter, or the character itself; 0 where that is not one character of these.
    private static let smallLetters: [UInt16] = (0x80...0x7FF).map { number in
        guard let scalar = Unicode.Scalar(UInt32(number)) else { return 0 }
        let small = Array(String(Character(scalar)).lowercased().unicodeScalars)
        guard small.count == 1, let first = small.first, (0x80...0x7FF).contains(first.value) else { return 0 }
        return UInt16(first.value)
    }
}
