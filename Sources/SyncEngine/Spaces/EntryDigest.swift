public import Directory

/// A fingerprint of what was imported of an object, by which the next import sees whether anything has changed.
///
/// 64 bits over all bytes of the entry and its class, keyed with a secret of the store: nobody who may write to a directory
/// can make a change that keeps the fingerprint. Two multiplications for each 16 bytes; what costs is reading the bytes.
public struct EntryDigest: Sendable, Hashable {
    let first: UInt64
    private let second: UInt64

    /// Takes the key, 16 bytes that were drawn when the store was made; nothing where there are not 16.
    public init?(key: [UInt8]) {
        guard key.count == 16 else { return nil }
        first = Self.number(key[..<8])
        // An even factor loses bits, and zero all of them.
        second = Self.number(key[8...]) | 1
    }

    /// The fingerprint of an object of a class.
    public func digest(_ entry: PackedEntry, class objectClass: AttributeName) -> UInt64 {
        var spelling = objectClass.spelling
        let seed = spelling.withUTF8 { digest(UnsafeRawBufferPointer($0), seed: first) }
        return entry.bytes.withUnsafeBytes { digest($0, seed: seed) }
    }

    /// The fingerprint of bytes.
    public func digest(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { digest($0, seed: first) } }

    func digest(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
        var place = 0
        while place + 16 <= bytes.count {
            let low = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let high = bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self)
            state = fold(UInt64(littleEndian: low) ^ second, UInt64(littleEndian: high) ^ state)
            place += 16
        }
        var rest: (UInt64, UInt64) = (0, 0)
        for offset in 0..<(bytes.count - place) {
            let byte = UInt64(bytes[place + offset]) << UInt64(8 * (offset % 8))
            if offset < 8 { rest.0 |= byte } else { rest.1 |= byte }
        }
        return fold(fold(rest.0 ^ second, rest.1 ^ state), first ^ 0x9E37_79B9_7F4A_7C15)
    }

    /// Both halves of the whole product, so that each bit of either factor counts.
    private func fold(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let product = one.multipliedFullWidth(by: other)
        return product.high ^ product.low ^ one
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
