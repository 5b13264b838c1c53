/// Why a schema file cannot be read at all.
public struct SchemaFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened, where, and what to do.
    public let description: String

    /// Makes an error.
    public init(_ description: String) { self.description = description }
}
