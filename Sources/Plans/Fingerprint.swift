import Crypto

/// The SHA-256 of a state in its canonical form; equal fingerprints mean equal states.
public struct Fingerprint: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    /// 64 hexadecimal digits in lower case.
    public let hex: String

    /// Wraps 64 hexadecimal digits; nothing when the text is something else.
    public init?(hex: String) {
        // Bytes, not characters: full-width digits are hexadecimal digits to a Character.
        guard hex.utf8.count == 64, hex.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.hex = hex
    }

    /// The fingerprint of bytes.
    public init(of bytes: some Sequence<UInt8>) {
        var hash = SHA256()
        hash.update(data: Array(bytes))
        self.init(wrapping: Array(hash.finalize()))
    }

    /// Writes the 32 bytes of a hash in digits.
    init(wrapping hash: [UInt8]) {
        hex = hash.map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }

    /// The fingerprint of a value in its canonical JSON form.
    public init(canonical value: some Encodable) throws { self.init(of: try CanonicalJSON.encode(value)) }

    /// Reads the digits from a single string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Fingerprint(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a fingerprint")
        }
        self = value
    }

    /// Writes the digits as a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }

    /// Orders by the digits.
    public static func < (left: Fingerprint, right: Fingerprint) -> Bool { left.hex < right.hex }

    /// The first twelve digits: enough for people to tell two apart.
    public var short: String { String(hex.prefix(12)) }

    /// The digits.
    public var description: String { hex }
}
