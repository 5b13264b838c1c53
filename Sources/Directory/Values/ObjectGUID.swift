/// A GUID as Active Directory stores it: 16 bytes, the first three fields little-endian (MS-DTYP section 2.3.4.2).
public struct ObjectGUID: Sendable, Hashable, CustomStringConvertible {
    /// The 16 bytes as they stand in the directory.
    public let bytes: [UInt8]

    private static let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]

    /// Wraps stored bytes; nothing when they are not 16.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.bytes = Array(bytes)
    }

    /// Reads the dashed form, with or without braces.
    public init?(_ text: String) {
        let digits = text.filter { $0 != "-" && $0 != "{" && $0 != "}" }
        guard let shown = ASCII.bytes(hex: digits), shown.count == 16 else { return nil }
        var stored = [UInt8](repeating: 0, count: 16)
        for (index, place) in Self.order.enumerated() { stored[place] = shown[index] }
        bytes = stored
    }

    /// The dashed form in lower case, without braces.
    public var description: String {
        let digits = Array(ASCII.lowercased(ASCII.hex(Self.order.map { bytes[$0] })))
        let cuts = [0, 8, 12, 16, 20, 32]
        return zip(cuts, cuts.dropFirst()).map { String(digits[$0..<$1]) }.joined(separator: "-")
    }
}
