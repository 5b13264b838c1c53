/// The UUID of an entry as directories other than Active Directory have it: 16 bytes in the order of their text (RFC 4530).
public struct EntryUUID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The first eight bytes, the first of them on top, so that numbers order as the bytes do.
    public let high: UInt64
    /// The last eight bytes, likewise.
    public let low: UInt64

    /// Wraps both halves.
    public init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    /// Wraps bytes; nothing when they are not 16.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The 16 bytes.
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { bytes, count in
            withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { _ = bytes.initialize(fromContentsOf: $0) }
            count = 16
        }
    }

    /// Orders by the bytes.
    public static func < (left: EntryUUID, right: EntryUUID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// Reads the dashed form.
    public init?(_ text: String) {
        guard
            let bytes = ASCII.bytes(hex: String(decoding: text.utf8.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self)),
            bytes.count == 16
        else { return nil }
        self.init(bytes: bytes)
    }

    /// The dashed form in lower case.
    public var description: String {
        String(unsafeUninitializedCapacity: 36) { text in
            var place = 0
            for (number, byte) in bytes.enumerated() {
                if [4, 6, 8, 10].contains(number) {
                    text[place] = UInt8(ascii: "-")
                    place += 1
                }
                text[place] = Self.digit(byte >> 4)
                text[place + 1] = Self.digit(byte & 15)
                place += 2
            }
            return place
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}
