/// A Windows security identifier (MS-DTYP section 2.4.2).
public struct SecurityIdentifier: Sendable, Hashable, CustomStringConvertible {
    /// The stored form: revision, count, six bytes of authority, four bytes for each sub-authority.
    public let bytes: [UInt8]

    /// Wraps the stored form; nothing when its length does not fit its count.
    public init?(bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.withUnsafeBytes({ Self.isStored($0) }) else { return nil }
        self.bytes = bytes
    }

    /// Whether bytes are the stored form of an identifier; no distinguished name is.
    @inlinable
    public static func isStored(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count >= 8 && bytes[0] == 1 && bytes[1] <= 15 && bytes.count == 8 + 4 * Int(bytes[1])
    }

    /// Reads the text form `S-1-5-21-...`.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts.count <= 18, parts[0] == "S" || parts[0] == "s", parts[1] == "1",
            let authority = Self.authority(parts[2]), authority < 1 << 48
        else { return nil }
        var stored: [UInt8] = [1, UInt8(parts.count - 3)]
        stored += (0..<6).reversed().map { UInt8(truncatingIfNeeded: authority >> (8 * UInt64($0))) }
        for part in parts.dropFirst(3) {
            guard part.utf8.allSatisfy(ASCII.isDigit), let value = UInt32(part) else { return nil }
            stored += (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
        }
        bytes = stored
    }

    /// The text form `S-1-5-21-...`.
    public var description: String {
        let authority = bytes[2..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let rest = stride(from: 8, to: bytes.count, by: 4).map { start in
            (0..<4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[start + $1]) }
        }
        let shown = authority >> 32 == 0 ? String(authority) : "0x" + String(authority, radix: 16)
        return (["S", "1", shown] + rest.map { String($0) }).joined(separator: "-")
    }

    /// The authority is written in hexadecimal where it needs more than 32 bits (MS-DTYP section 2.4.2.1).
    private static func authority(_ text: Substring) -> UInt64? {
        let digits = text.hasPrefix("0x") || text.hasPrefix("0X") ? text.dropFirst(2) : text
        let radix = digits.startIndex == text.startIndex ? 10 : 16
        guard digits.utf8.allSatisfy({ ASCII.hexValue($0) != nil }) else { return nil }
        return UInt64(digits, radix: radix)
    }
}
