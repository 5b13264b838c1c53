public import Diagnostics

/// Why the rule catalogue cannot be used; everything that is wrong with it at once.
public struct RuleCatalogueError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public let diagnostics: [Diagnostic]

    /// All findings, rendered.
    public var description: String { DiagnosticRenderer.render(diagnostics) }
}
