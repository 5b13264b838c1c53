/// What the bytes of a text say without being made a `String`; everything here means the same as its counterpart there.
@usableFromInline
enum PackedText {
    enum Encoding {
        case ascii
        case unicode
        /// Not UTF-8: as a text it would be repaired.
        case damaged
    }

    /// How the bytes have to be read.
    static func encoding(_ bytes: UnsafeRawBufferPointer) -> Encoding {
        if isASCII(bytes) { return .ascii }
        var index = 0
        while index < bytes.count {
            if index &+ 8 <= bytes.count,
                bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index &+= 8
                continue
            }
            guard let length = length(of: bytes, at: index) else { return .damaged }
            index += length
        }
        return .unicode
    }

    /// Whether every byte is a character of ASCII.
    @inlinable
    @inline(__always)
    static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        typealias Block = SIMD2<UInt64>
        var found: UInt64 = 0
        if bytes.count >= 16 {
            // The last bytes, some of them once more.
            var blocks = base.loadUnaligned(fromByteOffset: bytes.count &- 16, as: Block.self)
            var index = 0
            while index &+ 16 <= bytes.count {
                blocks |= base.loadUnaligned(fromByteOffset: index, as: Block.self)
                index &+= 16
            }
            found = blocks.x | blocks.y
        } else if bytes.count >= 8 {
            found =
                base.loadUnaligned(as: UInt64.self)
                | base.loadUnaligned(fromByteOffset: bytes.count &- 8, as: UInt64.self)
        } else {
            for byte in bytes { found |= UInt64(byte) }
        }
        return found & 0x8080_8080_8080_8080 == 0
    }

    /// How many bytes the well-formed character there has (The Unicode Standard, table 3-7).
    private static func length(of bytes: UnsafeRawBufferPointer, at index: Int) -> Int? {
        let lead = bytes[index]
        if lead < 0x80 { return 1 }
        let count = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard lead >= 0xC2, lead <= 0xF4, index + count <= bytes.count else { return nil }
        let least: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
        let most: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
        guard bytes[index + 1] >= least, bytes[index + 1] <= most else { return nil }
        for place in index + 2..<max(index + 2, index + count) where bytes[place] & 0xC0 != 0x80 { return nil }
        return count
    }

    /// The text without blanks at its ends, as `String.trimmingBlanks`; of well-formed text.
    @inline(__always)
    static func trimmed(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard let first = text.first, let last = text.last else { return text }
        // Nearly every text begins and ends with a visible character of ASCII.
        if first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return text }
        return trimmedSlowly(text)
    }

    private static func trimmedSlowly(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var start = 0
        var end = text.count
        while start < end {
            let length = Self.count(text[start])
            guard start + length <= end, isBlank(scalar(text, start, length)) else { break }
            start += length
        }
        while end > start {
            var place = end - 1
            while place > start, text[place] & 0xC0 == 0x80 { place -= 1 }
            guard isBlank(scalar(text, place, end - place)) else { break }
            end = place
        }
        return UnsafeRawBufferPointer(rebasing: text[start..<end])
    }

    private static func count(_ lead: UInt8) -> Int { lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }

    private static func scalar(_ text: UnsafeRawBufferPointer, _ start: Int, _ length: Int) -> UInt32 {
        let lead = UInt32(text[start])
        var value = length == 1 ? lead : lead & (0xFF >> UInt32(length + 1))
        for place in start + 1..<start + max(1, length) { value = value << 6 | UInt32(text[place] & 0x3F) }
        return value
    }

    private static func isBlank(_ value: UInt32) -> Bool {
        if value < 0x80 { return value == 0x20 || (0x09...0x0D).contains(value) }
        return Unicode.Scalar(value)?.properties.isWhitespace ?? false
    }

    /// The first units of UTF-16, as `TextUnits.first`; of well-formed text.
    static func first(_ text: UnsafeRawBufferPointer, units wanted: Int64, isASCII: Bool) -> UnsafeRawBufferPointer {
        guard wanted < Int64(text.count) else { return text }
        if isASCII { return UnsafeRawBufferPointer(rebasing: text[0..<Int(max(0, wanted))]) }
        var units: Int64 = 0
        var place = 0
        while place < text.count {
            let length = count(text[place])
            units += length == 4 ? 2 : 1
            guard units <= wanted, place + length <= text.count else { break }
            place += length
        }
        return UnsafeRawBufferPointer(rebasing: text[0..<place])
    }

    /// A whole number written in the one way in which numbers are printed; nothing for any other text.
    static func number(_ text: UnsafeRawBufferPointer) -> Int64? {
        let isNegative = text.first == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        let count = text.count - start
        guard count >= 1, count <= 19 else { return nil }
        if text[start] == UInt8(ascii: "0"), count > 1 || isNegative { return nil }
        var value: Int64 = 0
        // Eighteen digits cannot be too many.
        if count <= 18 {
            for place in start..<text.count {
                guard isDigit(text[place]) else { return nil }
                value = value &* 10 &+ Int64(text[place] &- 0x30)
            }
            return isNegative ? -value : value
        }
        for place in start..<text.count {
            guard isDigit(text[place]) else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let digit = Int64(text[place] - 0x30)
            let (sum, overflow2) =
                isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            if overflow || overflow2 { return nil }
            value = sum
        }
        return value
    }

    /// Compares two texts of ASCII without regard to case.
    static func order(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        for place in 0..<min(left.count, right.count) {
            let (one, other) = (folded(left[place]), folded(right[place]))
            if one != other { return one < other ? -1 : 1 }
        }
        return left.count - right.count
    }

    /// Whether a text begins with one of ASCII in small letters, whatever the case of its own letters; undecided at a
    /// character that may be a letter of ASCII in another case.
    @inline(__always)
    static func begins(
        _ text: UnsafeRawBufferPointer,
        _ wanted: UnsafeRawBufferPointer
    ) -> PackedMachine.Truth {
        var place = 0
        while place < wanted.count {
            guard place < text.count else { return .no }
            let byte = text[place]
            if folded(byte) != wanted[place] { return byte < 0x80 ? .no : .undecided }
            place &+= 1
        }
        return .yes
    }

    /// The place of a text of ASCII in another, from 1 in units of UTF-16, without regard to case; 0 where it does not
    /// occur, and nothing where it cannot be told: the Kelvin sign is the one character that is a letter of ASCII in
    /// another case.
    static func place(of wanted: UnsafeRawBufferPointer, in text: UnsafeRawBufferPointer, isASCII: Bool) -> Int64? {
        guard let first = wanted.first.map(folded) else { return nil }
        // What begins with no letter begins with this byte or nowhere.
        if !(0x61...0x7A).contains(first), !has(first, in: text) { return 0 }
        var units: Int64 = 0
        for start in 0..<text.count {
            let byte = text[start]
            if !isASCII, byte == 0xE2, start + 2 < text.count, text[start + 1] == 0x84, text[start + 2] == 0xAA {
                return nil
            }
            if folded(byte) == first, start + wanted.count <= text.count {
                var length = 1
                while length < wanted.count, folded(text[start + length]) == folded(wanted[length]) { length += 1 }
                if length == wanted.count { return units + 1 }
            }
            // Bytes behind the first of a character count for nothing, and the longest characters for two.
            if byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
        }
        return 0
    }

    /// Whether a byte occurs; eight are looked at at once.
    static func has(_ byte: UInt8, in text: UnsafeRawBufferPointer) -> Bool {
        guard let base = text.baseAddress else { return false }
        let wanted = 0x0101_0101_0101_0101 &* UInt64(byte)
        var index = 0
        while index &+ 8 <= text.count {
            let rest = base.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ wanted
            // A byte of zeroes borrows from its highest bit (Warren, Hacker's Delight, 6-1).
            if (rest &- 0x0101_0101_0101_0101) & ~rest & 0x8080_8080_8080_8080 != 0 { return true }
            index &+= 8
        }
        while index < text.count {
            if text[index] == byte { return true }
            index &+= 1
        }
        return false
    }

    @inline(__always)
    private static func folded(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
