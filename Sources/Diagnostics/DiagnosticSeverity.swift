/// How much a finding matters.
public enum DiagnosticSeverity: String, Sendable, Hashable, Codable, Comparable {
    /// Worth knowing; nothing is wrong.
    case note
    /// Probably not what the person wants; the work goes on.
    case warning
    /// Wrong; what depends on it is not done.
    case error

    /// Orders by weight: a note is less than a warning, a warning less than an error.
    public static func < (left: DiagnosticSeverity, right: DiagnosticSeverity) -> Bool {
        left.weight < right.weight
    }

    private var weight: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}
