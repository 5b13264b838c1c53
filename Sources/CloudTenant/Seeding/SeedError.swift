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

    /// So many are written out: more than that have one cause.
    private static let most = 1_000

    /// The mistakes as people read them.
    public var description: String {
        let shown = DiagnosticRenderer.render(Array(diagnostics.prefix(Self.most)))
        let rest = diagnostics.count - Self.most
        return rest > 0 ? "\(shown)\n… and \(rest) more mistake\(rest == 1 ? "" : "s")" : shown
    }
}
