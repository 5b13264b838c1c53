/// The few ASCII questions that names in directories need, without locale and without allocation.
public enum ASCII {
    /// Lower-cases `A` to `Z` and leaves everything else alone.
    public static func lowercased(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            bytes.contains { $0 >= 0x41 && $0 <= 0x5A } ? mapped(bytes, lowercased) : nil
        } ?? text
    }

    /// Upper-cases `a` to `z` and leaves everything else alone.
    public static func uppercased(_ text: String) -> String {
        var text = text
        return text.withUTF8 { mapped($0, uppercased) }
    }

    /// Upper-cases one byte.
    public static func uppercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x61 && byte <= 0x7A ? byte & 0xDF : byte
    }

    @inline(__always)
    private static func mapped(_ bytes: UnsafeBufferPointer<UInt8>, _ change: (UInt8) -> UInt8) -> String {
        String(unsafeUninitializedCapacity: bytes.count) { buffer in
            for place in bytes.indices { buffer[place] = change(bytes[place]) }
            return bytes.count
        }
    }

    /// Lower-cases one byte.
    public static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    /// Whether the byte is a letter.
    public static func isLetter(_ byte: UInt8) -> Bool {
        let folded = byte | 0x20
        return folded >= 0x61 && folded <= 0x7A
    }

    /// Whether the byte is a digit.
    public static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Whether the byte may stand in a descriptor after its first letter.
    public static func isKeyCharacter(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    /// The value of a hexadecimal digit.
    public static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    /// Two upper-case hexadecimal digits for each byte.
    public static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that hexadecimal digits stand for, or nothing when a character is no digit or their number is odd.
    public static func bytes(hex text: String) -> [UInt8]? {
        let digits = text.utf8.map(hexValue)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }
}
