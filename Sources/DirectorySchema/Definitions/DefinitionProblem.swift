/// Why a definition cannot be read, and where in it.
public struct DefinitionProblem: Error, Sendable, Hashable {
    /// The reason, a phrase.
    public let reason: String
    /// Where in the definition's text, in bytes from its first.
    public let offset: Int

    /// Makes a problem.
    public init(_ reason: String, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
