/// Who made a plan, when, and with which build; for people, outside the digest.
public struct PlanOrigin: Sendable, Hashable, Codable {
    /// The account and host.
    public let author: String
    /// When, in ISO 8601, UTC.
    public let date: String
    /// The version of Dryad.
    public let program: String

    /// Makes an origin.
    public init(author: String, date: String, program: String) {
        self.author = author
        self.date = date
        self.program = program
    }
}
