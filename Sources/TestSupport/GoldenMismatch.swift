/// How output differs from its golden file.
public struct GoldenMismatch: Error, Sendable, CustomStringConvertible {
    /// Which file, which line, what was expected and what was found.
    public let description: String
}
