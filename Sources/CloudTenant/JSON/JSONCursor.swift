/// A place in memory at which JSON is written; whoever lends it has made sure that there is room.
struct JSONCursor {
    private(set) var place: UnsafeMutableRawPointer

    private static let digits: StaticString = "0123456789abcdef"
    private static let base64: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    /// The most bytes that `value` or `string` writes for so many bytes: each may be escaped, and base64 has a name.
    static func room(_ count: Int) -> Int { 6 * count + 24 }

    init(_ place: UnsafeMutableRawPointer) { self.place = place }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
        place.storeBytes(of: byte, as: UInt8.self)
        place += 1
    }

    @inline(__always)
    mutating func put(_ sign: Unicode.Scalar) { put(UInt8(ascii: sign)) }

    @inline(__always)
    mutating func copy(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        place.copyMemory(from: start, byteCount: bytes.count)
        place += bytes.count
    }

    @inline(__always)
    mutating func copy(_ text: StaticString) {
        text.withUTF8Buffer { copy(UnsafeRawBufferPointer($0)) }
    }

    /// Writes a value: a text where the bytes are UTF-8, base64 where they are not.
    @inline(__always)
    mutating func value(_ bytes: UnsafeRawBufferPointer) {
        guard !string(bytes) else { return }
        copy("{\"base64\":\"")
        encoded(bytes)
        copy("\"}")
    }

    /// Writes a text in quotation marks; what is no UTF-8 in it is written as Unicode's sign for that.
    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        guard !string(bytes) else { return }
        var repaired = String(decoding: bytes, as: UTF8.self)
        repaired.withUTF8 { _ = string(UnsafeRawBufferPointer($0)) }
    }

    /// Writes a text in quotation marks.
    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { _ = string(UnsafeRawBufferPointer($0)) }
    }

    /// Writes the dashed form of 16 bytes; nothing of any other number.
    mutating func dashed(_ bytes: [UInt8]) {
        guard bytes.count == 16 else { return }
        for (number, byte) in bytes.enumerated() {
            if number == 4 || number == 6 || number == 8 || number == 10 { put("-") }
            hex(byte)
        }
    }

    /// Writes UTF-8 in quotation marks, escaped where that is needed; where the bytes are none, nothing is written.
    private mutating func string(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let start = place
        put("\"")
        var at = 0
        while at < bytes.count {
            if at &+ 8 <= bytes.count {
                let eight = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                if Self.isPlain(eight) {
                    place.storeBytes(of: eight, as: UInt64.self)
                    place += 8
                    at &+= 8
                    continue
                }
            }
            let byte = bytes[at]
            guard byte >= 0x80 else {
                escaped(byte)
                at &+= 1
                continue
            }
            guard let length = UTF8Sequence.length(bytes, at) else {
                place = start
                return false
            }
            copy(UnsafeRawBufferPointer(rebasing: bytes[at..<at &+ length]))
            at &+= length
        }
        put("\"")
        return true
    }

    /// Whether eight bytes are ASCII, and none of them has to be escaped.
    ///
    /// A byte that is looked for sets its highest bit; so may one above it, which does no harm.
    @inline(__always)
    private static func isPlain(_ eight: UInt64) -> Bool {
        let (ones, high) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
        let (quotes, slashes) = (eight ^ (ones &* 0x22), eight ^ (ones &* 0x5C))
        let controls = (eight &- (ones &* 0x20)) & ~eight
        let found = ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes) | controls | eight | (eight &+ ones)
        return found & high == 0
    }

    @inline(__always)
    private mutating func escaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            put("\\")
            put(byte)
        case 0x0A: copy("\\n")
        case 0..<0x20, 0x7F:
            copy("\\u00")
            hex(byte)
        default: put(byte)
        }
    }

    @inline(__always)
    private mutating func hex(_ byte: UInt8) {
        Self.digits.withUTF8Buffer { digits in
            put(digits[Int(byte >> 4)])
            put(digits[Int(byte & 15)])
        }
    }

    private mutating func encoded(_ bytes: UnsafeRawBufferPointer) {
        Self.base64.withUTF8Buffer { signs in
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let left = min(3, bytes.count - start)
                var group = UInt32(0)
                for place in 0..<3 { group = group << 8 | UInt32(place < left ? bytes[start + place] : 0) }
                for place in 0..<4 {
                    put(place <= left ? signs[Int(group >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
                }
            }
        }
    }
}
