/// The text by which values of the metaverse refer to its objects: the dashed form of a GUID (MS-DTYP section 2.3.4.3).
extension MetaverseID {
    /// Where the digits of each byte stand, and where the dashes do.
    private static let places = [6, 4, 2, 0, 11, 9, 16, 14, 19, 21, 24, 26, 28, 30, 32, 34]
    private static let dashes = [8, 13, 18, 23]

    /// Lends the text without allocating anything.
    func withText<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 36) { text in
            for (place, byte) in bytes.enumerated() {
                text[Self.places[place]] = Self.digit(byte >> 4)
                text[Self.places[place] + 1] = Self.digit(byte & 15)
            }
            for dash in Self.dashes { text[dash] = UInt8(ascii: "-") }
            return body(UnsafeRawBufferPointer(text))
        }
    }

    /// Reads the text; nothing where it is something else.
    init?(text: UnsafeRawBufferPointer) {
        guard text.count == 36, Self.dashes.allSatisfy({ text[$0] == UInt8(ascii: "-") }) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        for place in Self.places {
            guard let high = Self.value(text[place]), let low = Self.value(text[place + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        self.init(bytes: bytes)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 97...102: digit - 87
        default: nil
        }
    }
}
