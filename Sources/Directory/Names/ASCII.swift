/// The few ASCII questions that names in directories need, without locale and without allocation.
public enum ASCII {
    /// Lower-cases `A` to `Z` and leaves everything else alone.
    public static func lowercased(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in hasCapital(bytes) ? lowercased(bytes) : nil } ?? text
    }

    private static func hasCapital(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let bytes = UnsafeRawBufferPointer(bytes)
        var place = 0
        while place + 8 <= bytes.count {
            if capitals(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) != 0 { return true }
            place += 8
        }
        while place < bytes.count {
            if bytes[place] >= 0x41, bytes[place] <= 0x5A { return true }
            place += 1
        }
        return false
    }

    private static func lowercased(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let bytes = UnsafeRawBufferPointer(bytes)
        return String(unsafeUninitializedCapacity: bytes.count) { buffer in
            let buffer = UnsafeMutableRawBufferPointer(buffer)
            var place = 0
            while place + 8 <= bytes.count {
                let eight = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                buffer.storeBytes(of: eight | capitals(eight) >> 2, toByteOffset: place, as: UInt64.self)
                place += 8
            }
            while place < bytes.count {
                buffer[place] = lowercased(bytes[place])
                place += 1
            }
            return bytes.count
        }
    }

    /// The highest bit of each of eight bytes that is a capital; shifted by two it is what makes it small.
    ///
    /// The highest bits are left out of both sums, so that none reaches the next byte.
    private static func capitals(_ eight: UInt64) -> UInt64 {
        let low = eight & 0x7F7F_7F7F_7F7F_7F7F
        let notBelowA = low &+ 0x3F3F_3F3F_3F3F_3F3F
        let aboveZ = low &+ 0x2525_2525_2525_2525
        return notBelowA & ~aboveZ & ~eight & 0x8080_8080_8080_8080
    }

    /// Upper-cases `a` to `z` and leaves everything else alone.
    public static func uppercased(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            String(unsafeUninitializedCapacity: bytes.count) { buffer in
                for place in bytes.indices { buffer[place] = uppercased(bytes[place]) }
                return bytes.count
            }
        }
    }

    /// Upper-cases one byte.
    public static func uppercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x61 && byte <= 0x7A ? byte & 0xDF : byte
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
    @inlinable
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
