public import Directory

/// The name that an exporter gives one change, so that it can ask later what became of it.
public struct TenantOperationID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The 16 bytes, in the order of their text.
    public let bytes: [UInt8]

    /// Wraps bytes; nothing when they are not 16.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.bytes = Array(bytes)
    }

    /// Wraps the bytes of a UUID.
    public init(_ identifier: EntryUUID) { bytes = identifier.bytes }

    /// Reads the dashed form; nothing when the text is something else.
    public init?(_ text: String) {
        guard text.utf8.count == 36, let identifier = EntryUUID(text),
            identifier.description == ASCII.lowercased(text)
        else { return nil }
        bytes = identifier.bytes
    }

    /// Orders by the bytes.
    public static func < (left: TenantOperationID, right: TenantOperationID) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// The dashed form in small letters.
    public var description: String { EntryUUID(bytes: bytes)?.description ?? "" }
}
