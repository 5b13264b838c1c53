/// Characters beyond ASCII in UTF-8 (Unicode 15, table 3-7).
enum UTF8Sequence {
    /// The place of the first byte at which no character begins; nothing where all of it is UTF-8.
    static func firstMistake(in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        var at = start
        while at < bytes.count {
            if bytes[at] < 0x80 {
                at &+= 1
                continue
            }
            guard let count = length(bytes, at) else { return at }
            at &+= count
        }
        return nil
    }

    /// How many bytes the character has that begins here; nothing where none does.
    static func length(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Int? {
        let lead = bytes[at]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard length <= bytes.count - at, second.contains(bytes[at + 1]) else { return nil }
        for place in at + 2..<at + length where bytes[place] & 0xC0 != 0x80 { return nil }
        return length
    }
}
