/// A password: it prints as `***` wherever it is printed.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let bytes: [UInt8]

    /// Wraps the bytes of a password.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { bytes.isEmpty }

    /// Three asterisks.
    public var description: String { "***" }

    /// Three asterisks.
    public var debugDescription: String { "***" }

    /// Nothing to look at.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
