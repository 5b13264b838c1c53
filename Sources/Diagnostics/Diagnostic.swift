/// Something wrong, or worth saying, in a text that a person can mend.
///
/// Diagnostics are collected and shown together; an operation that failed is an error instead.
public struct Diagnostic: Sendable, Hashable {
    /// The stable code.
    public let code: DiagnosticCode
    /// How much it matters.
    public let severity: DiagnosticSeverity
    /// One sentence: what is wrong.
    public let message: String
    /// Where, or nothing when it concerns the whole text.
    public let range: SourceRange?
    /// The text it speaks of.
    public let source: SourceText?
    /// What to do about it, a sentence each.
    public let notes: [String]

    /// Makes a finding.
    public init(
        _ code: DiagnosticCode,
        _ severity: DiagnosticSeverity,
        _ message: String,
        at range: SourceRange? = nil,
        in source: SourceText? = nil,
        notes: [String] = []
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.range = range
        self.source = source
        self.notes = notes
    }
}
