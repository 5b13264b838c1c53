/// One line of a directory's card: what was looked at, and how it stands.
public struct DirectoryCheck: Sendable, Hashable, Codable {
    /// How it stands.
    public enum Verdict: String, Sendable, Hashable, Codable {
        /// As it should be.
        case ok
        /// Works, and is worth a look.
        case warning
        /// Does not work.
        case failed
    }

    /// What was looked at, in a word or two.
    public let subject: String
    /// How it stands.
    public let verdict: Verdict
    /// What was found.
    public let finding: String
    /// What to do, where there is something to do.
    public let advice: String?

    /// Makes a line.
    public init(_ subject: String, _ verdict: Verdict, _ finding: String, advice: String? = nil) {
        self.subject = subject
        self.verdict = verdict
        self.finding = finding
        self.advice = advice
    }
}
