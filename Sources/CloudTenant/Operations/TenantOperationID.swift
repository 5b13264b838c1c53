public import Directory

/// The name that an exporter gives one change, so that it can ask later what became of it.
public struct TenantOperationID: Sendable, Hashable, Comparable, CustomStringConvertible {
    private let identifier: EntryUUID

    /// Wraps bytes; nothing when they are not 16.
    public init?(bytes: some Collection<UInt8>) {
        guard let identifier = EntryUUID(bytes: bytes) else { return nil }
        self.identifier = identifier
    }

    /// Wraps the bytes of a UUID.
    public init(_ identifier: EntryUUID) { self.identifier = identifier }

    /// The 16 bytes, in the order of their text.
    public var bytes: [UInt8] { identifier.bytes }

    /// Lends the bytes without making a list of them.
    func withUnsafeBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        Swift.withUnsafeBytes(of: (identifier.high.bigEndian, identifier.low.bigEndian), body)
    }

    /// Reads the dashed form; nothing when the text is something else.
    public init?(_ text: String) {
        guard text.utf8.count == 36, let identifier = EntryUUID(text),
            identifier.description == ASCII.lowercased(text)
        else { return nil }
        self.identifier = identifier
    }

    /// Orders by the bytes.
    public static func < (left: TenantOperationID, right: TenantOperationID) -> Bool {
        left.identifier < right.identifier
    }

    /// The dashed form in small letters.
    public var description: String { identifier.description }
}
