import Directory
public import SyncEngine
import SyncRules

/// The name of an object of a connector space in an address or on a command line.
public struct ObjectReference: Sendable, Hashable {
    /// The object.
    public let identity: ConnectorSpaceIdentity

    /// Names an object.
    public init(_ identity: ConnectorSpaceIdentity) { self.identity = identity }

    /// Reads a name; nothing where the anchor is not written in hexadecimal digits.
    public init?(connector: String, partition: String, anchor: String) {
        guard let bytes = ASCII.bytes(hex: anchor), !bytes.isEmpty else { return nil }
        identity = ConnectorSpaceIdentity(connector: ConnectorID(connector), partition: partition, anchor: bytes)
    }

    /// The anchor in hexadecimal digits.
    public var anchor: String { ASCII.hex(identity.anchor) }
}
