import Crypto
import Directory
import SyncRules

/// The identity of a metaverse object: 16 bytes that follow from the object it was projected from.
///
/// Derived, not drawn: (connector, partition, anchor, generation) give the same identity on every machine and in
/// every order of work. The generation is 1, or the first whose identity no metaverse object has that others keep alive.
public struct MetaverseID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Both halves, each with its first byte on top, so that they order as the bytes do.
    private let high: UInt64
    private let low: UInt64

    /// Wraps stored bytes; nothing when they are not 16.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Wraps stored bytes where they lie; nothing when they are not 16.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// The identity of the object that is projected from a connector space object.
    public init(projecting identity: ConnectorSpaceIdentity, generation: Int = 1) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(identity.connector.text.utf8.count + identity.partition.utf8.count + 32)
        for part in [identity.connector.text, identity.partition, String(generation)] {
            bytes += part.utf8
            bytes.append(0)
        }
        bytes += identity.anchor
        var halves: (UInt64, UInt64) = (0, 0)
        for (place, byte) in SHA256.hash(data: bytes).prefix(16).enumerated() {
            if place < 8 { halves.0 = halves.0 << 8 | UInt64(byte) } else { halves.1 = halves.1 << 8 | UInt64(byte) }
        }
        (high, low) = halves
    }

    /// The bytes.
    public var bytes: [UInt8] {
        Array(unsafeUninitializedCapacity: 16) { bytes, count in
            let raw = UnsafeMutableRawBufferPointer(bytes)
            raw.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
            raw.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
            count = 16
        }
    }

    /// Lends the bytes without allocating anything.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withUnsafeBytes(of: (high.bigEndian, low.bigEndian), body)
    }

    /// The bytes as two words, as they lie in memory.
    var words: (UInt64, UInt64) { (high.bigEndian, low.bigEndian) }

    /// Half of the bytes, which are as good as drawn.
    var bits: UInt64 { low }

    /// Orders by the bytes.
    public static func < (left: MetaverseID, right: MetaverseID) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    /// The dashed form of a GUID.
    public var description: String {
        var text = ""
        text.reserveCapacity(36)
        withText { text = String(decoding: $0, as: UTF8.self) }
        return text
    }
}
