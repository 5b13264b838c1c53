/// The UUID of an entry as directories other than Active Directory have it: 16 bytes in the order of their text (RFC 4530).
public struct EntryUUID: Sendable, Hashable, CustomStringConvertible {
    /// The 16 bytes.
    public let bytes: [UInt8]

    /// Wraps bytes; nothing when they are not 16.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.bytes = Array(bytes)
    }

    /// Wraps bytes as they are; nothing when they are not 16.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads the dashed form.
    public init?(_ text: String) {
        guard
            let bytes = ASCII.bytes(hex: String(decoding: text.utf8.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self)),
            bytes.count == 16
        else { return nil }
        self.bytes = bytes
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
