/// The UUID of an entry as directories other than Active Directory have it: 16 bytes in the order of their text (RFC 4530).
public struct EntryUUID: Sendable, Hashable, CustomStringConvertible {
    /// The 16 bytes.
    public let bytes: [UInt8]

    /// Wraps bytes; nothing when they are not 16.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.bytes = Array(bytes)
    }

    /// Reads the dashed form.
    public init?(_ text: String) {
        guard let bytes = ASCII.bytes(hex: text.filter { $0 != "-" }), bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// The dashed form in lower case.
    public var description: String {
        let digits = Array(ASCII.lowercased(ASCII.hex(bytes)))
        let cuts = [0, 8, 12, 16, 20, 32]
        return zip(cuts, cuts.dropFirst()).map { String(digits[$0..<$1]) }.joined(separator: "-")
    }
}
