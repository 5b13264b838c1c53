import Directory

/// Identifiers that a forest's objects have every time it is made, and that differ between forests.
struct StableIdentity {
    private let seed: UInt64

    init(forest name: String) { seed = Self.hash(name, from: 0xCBF2_9CE4_8422_2325) }

    /// The 16 bytes of an objectGUID for whatever the word names, marked as random (RFC 4122 section 4.4).
    func guid(_ word: String) -> [UInt8] {
        let high = Self.hash(word, from: seed)
        let low = Self.hash(word, from: high)
        var bytes = [high, low].flatMap { number in
            (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
        }
        // The version's field is stored little-endian: byte 7 holds its upper half (MS-DTYP section 2.3.4.2).
        bytes[7] = bytes[7] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return bytes
    }

    /// The domain's own objectSid.
    var domainSID: [UInt8] { SecurityIdentifier(domain)?.bytes ?? [] }

    /// The objectSid of an account of the domain.
    func sid(_ relative: Int) -> [UInt8] { SecurityIdentifier("\(domain)-\(relative)")?.bytes ?? [] }

    private var domain: String {
        let parts = [seed, seed &* 31, seed &* 961].map { UInt32(truncatingIfNeeded: $0 >> 16) }
        return "S-1-5-21-" + parts.map { "\($0)" }.joined(separator: "-")
    }

    /// FNV-1a: the same everywhere and always, unlike Swift's own hashing.
    private static func hash(_ text: String, from start: UInt64) -> UInt64 {
        text.utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
