/// The name of an element or an attribute, without the prefix that a document happens to use for its namespace.
public struct XMLName: Sendable, Hashable, CustomStringConvertible {
    /// The namespace's URI; nothing for a name without one.
    public let namespace: String?
    /// The name within its namespace.
    public let local: String

    /// Makes a name.
    public init(_ local: String, in namespace: String? = nil) {
        self.namespace = namespace
        self.local = local
    }

    /// `local`, or `{namespace}local`.
    public var description: String { namespace.map { "{\($0)}\(local)" } ?? local }
}
