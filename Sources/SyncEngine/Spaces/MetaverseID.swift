import Crypto
import Directory
import SyncRules

/// The identity of a metaverse object: 16 bytes that follow from the object it was projected from.
///
/// Derived, not drawn: (connector, partition, anchor, generation) give the same identity on every machine and in
/// every order of work. The generation counts how often the same object has been projected anew.
public struct MetaverseID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The bytes.
    public let bytes: [UInt8]

    /// Wraps stored bytes; nothing when they are not 16.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// The identity of the object that is projected from a connector space object.
    public init(projecting identity: ConnectorSpaceIdentity, generation: Int = 1) {
        var hash = SHA256()
        for part in [identity.connector.text, identity.partition, String(generation)] {
            hash.update(data: Array(part.utf8))
            hash.update(data: [0])
        }
        hash.update(data: identity.anchor)
        bytes = Array(hash.finalize().prefix(16))
    }

    /// Orders by the bytes.
    public static func < (left: MetaverseID, right: MetaverseID) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// The dashed form of a GUID.
    public var description: String { ObjectGUID(bytes: bytes)?.description ?? ASCII.hex(bytes) }
}
