import Crypto
import Directory

/// The identity that the tenant gives an object; it never changes and is never given twice.
///
/// It follows from what the object is - its source anchor, or what the seed says of it - and from how many objects of the
/// same name went before, never from chance or from the order of arrival.
public struct TenantObjectID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The 16 bytes, in the order of their text.
    public let bytes: [UInt8]

    /// The last that there can be; no object has it.
    static let last = TenantObjectID(allOf: 0xFF)

    private init(allOf byte: UInt8) { bytes = Array(repeating: byte, count: 16) }

    /// Wraps bytes; nothing when they are not 16.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.bytes = Array(bytes)
    }

    /// Reads the dashed form; nothing when the text is something else.
    public init?(_ text: String) {
        guard let identifier = EntryUUID(text), identifier.description == ASCII.lowercased(text) else { return nil }
        bytes = identifier.bytes
    }

    /// The identity of the object that is called so, after `generation` others of that name have gone.
    public init(naming identity: String, generation: Int) {
        var bytes = Array(SHA256.hash(data: Array("dryad tenant object\0\(generation)\0\(identity)".utf8)).prefix(16))
        // Version 8 of RFC 9562, which leaves all other bits to whoever makes it.
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        self.bytes = bytes
    }

    /// The identity of the object with this source anchor, after `generation` others have gone.
    public init(anchor: String, generation: Int) {
        self.init(naming: TenantObject.identity(ofAnchor: anchor), generation: generation)
    }

    /// Orders by the bytes.
    public static func < (left: TenantObjectID, right: TenantObjectID) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// The dashed form in small letters.
    public var description: String { EntryUUID(bytes: bytes)?.description ?? "" }
}
