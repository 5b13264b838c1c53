public import Diagnostics

/// A seed has mistakes; nothing of it was taken.
public struct SeedError: Error, Sendable, Hashable, CustomStringConvertible {
    /// All mistakes, in the order of their places.
    public let diagnostics: [Diagnostic]

    init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.sorted {
            ($0.range?.start ?? 0, $0.code.rawValue) < ($1.range?.start ?? 0, $1.code.rawValue)
        }
    }

    /// The mistakes as people read them.
    public var description: String { DiagnosticRenderer.render(diagnostics) }
}
