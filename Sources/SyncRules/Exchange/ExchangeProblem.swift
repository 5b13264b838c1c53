/// Something that was not taken over when rules were read, or not written: what, where, and what became of it.
public struct ExchangeProblem: Sendable, Hashable, Codable {
    /// How bad it is.
    public enum Severity: String, Sendable, Hashable, Codable, Comparable {
        /// Worth knowing; nothing is lost.
        case note
        /// Something is not as it was.
        case warning
        /// A rule, or a file, was not taken over.
        case error

        private var rank: Int {
            switch self {
            case .note: 0
            case .warning: 1
            case .error: 2
            }
        }

        /// Orders by how bad it is.
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    }

    /// How bad it is.
    public let severity: Severity
    /// A stable word for the kind, such as `unknownOperator`.
    public let code: String
    /// The file, as it was named.
    public let file: String
    /// The line, counted from 1; nothing where it has no one place.
    public let line: Int?
    /// The column in characters, counted from 1; nothing where only the line, or no place, is known.
    public let column: Int?
    /// The rule; nothing where it concerns none.
    public let rule: String?
    /// One sentence: what it is, and what became of it.
    public let sentence: String

    /// Describes a problem.
    public init(
        _ severity: Severity,
        _ code: String,
        file: String,
        line: Int? = nil,
        column: Int? = nil,
        rule: String? = nil,
        _ sentence: String
    ) {
        self.severity = severity
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.rule = rule
        self.sentence = sentence
    }
}
