import Crypto
import Directory

/// The identity that the tenant gives an object; it never changes and is never given twice.
///
/// It follows from what the object is - its source anchor, or what the seed says of it - and from how many objects of the
/// same name went before, never from chance or from the order of arrival.
public struct TenantObjectID: Sendable, Hashable, Comparable, CustomStringConvertible {
    private let identifier: EntryUUID

    /// The last that there can be; no object has it.
    static let last = TenantObjectID(EntryUUID(high: .max, low: .max))

    /// Takes an identity that the tenant gave.
    init(_ identifier: EntryUUID) { self.identifier = identifier }

    /// Wraps bytes; nothing when they are not 16.
    public init?(bytes: some Collection<UInt8>) {
        guard let identifier = EntryUUID(bytes: bytes) else { return nil }
        self.identifier = identifier
    }

    /// The 16 bytes, in the order of their text.
    public var bytes: [UInt8] { identifier.bytes }

    /// Reads the dashed form; nothing when the text is something else.
    public init?(_ text: String) {
        guard let identifier = EntryUUID(text), identifier.description == ASCII.lowercased(text) else { return nil }
        self.identifier = identifier
    }

    /// The identity of the object that is called so, after `generation` others of that name have gone.
    public init(naming identity: String, generation: Int) {
        var halves: (high: UInt64, low: UInt64) = (0, 0)
        let hash = SHA256.hash(data: Array("dryad tenant object\0\(generation)\0\(identity)".utf8))
        for (place, byte) in hash.prefix(16).enumerated() {
            if place < 8 {
                halves.high = halves.high << 8 | UInt64(byte)
            } else {
                halves.low = halves.low << 8 | UInt64(byte)
            }
        }
        // Version 8 of RFC 9562, which leaves all other bits to whoever makes it.
        identifier = EntryUUID(
            high: halves.high & ~0xF000 | 0x8000,
            low: halves.low & ~(0b11 << 62) | 0b10 << 62
        )
    }

    /// The identity of the object with this source anchor, after `generation` others have gone.
    public init(anchor: String, generation: Int) {
        self.init(naming: TenantObject.identity(ofAnchor: anchor), generation: generation)
    }

    /// Orders by the bytes.
    public static func < (left: TenantObjectID, right: TenantObjectID) -> Bool {
        left.identifier < right.identifier
    }

    /// The dashed form in small letters.
    public var description: String { identifier.description }
}
