public import Diagnostics

/// What was read from one file, with everything that is wrong with it.
public struct RuleFileReading: Sendable, Hashable {
    /// What the file says; nothing where something in it is wrong.
    public let content: RuleFileContent?
    /// What is wrong, or deserves a second look.
    public let diagnostics: [Diagnostic]
}
