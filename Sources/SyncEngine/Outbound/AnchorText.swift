/// Base64 of sixteen bytes, which most source anchors are: 24 characters, of which the last two are always the same.
enum AnchorText {
    /// How many characters there are.
    static let length = 24
    /// How many of them say something: six bits each, and the last one two.
    private static let telling = 22
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    /// By the character what it stands for; 255 where it stands for nothing.
    private static let values: [UInt8] = {
        var values = Array(repeating: UInt8.max, count: 256)
        for (value, character) in AnchorText.alphabet.enumerated() {
            values[Int(character)] = UInt8(truncatingIfNeeded: value)
        }
        return values
    }()

    /// The sixteen bytes as two numbers, the first one on top; nothing where the text is no base64 of them.
    static func numbers(of text: ArraySlice<UInt8>) -> (high: UInt64, low: UInt64)? {
        guard text.count == length, text.suffix(2).allSatisfy({ $0 == UInt8(ascii: "=") }) else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for (place, character) in text.prefix(telling).enumerated() {
            let value = UInt64(values[Int(character)])
            guard value < 64 else { return nil }
            let bits: UInt64 = place == telling - 1 ? 2 : 6
            // What does not count has to be zero, as everybody writes it who writes base64.
            guard bits == 6 || value & 15 == 0 else { return nil }
            high = high << bits | low >> (64 - bits)
            low = low << bits | value >> (6 - bits)
        }
        return (high, low)
    }

    /// The character at a place of the text of sixteen bytes.
    static func character(_ place: Int, of high: UInt64, _ low: UInt64) -> UInt8 {
        guard place < telling else { return UInt8(ascii: "=") }
        guard place < telling - 1 else { return alphabet[Int(truncatingIfNeeded: low & 3) << 4] }
        let shift = UInt64(122 - 6 * place)
        // Bits from both numbers where they begin in one and end in the other; a shift by too many gives zero.
        let value = shift >= 64 ? high >> (shift - 64) : low >> shift | high << (64 - shift)
        return alphabet[Int(truncatingIfNeeded: value & 63)]
    }
}
