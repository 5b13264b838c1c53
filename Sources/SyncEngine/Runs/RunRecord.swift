/// One run as the history keeps it.
public struct RunRecord: Sendable, Hashable, Codable {
    /// Counted from 1.
    public let number: Int
    /// When it began, ISO 8601 in UTC.
    public let began: String
    /// When it ended.
    public let ended: String
    /// The product's word for how it ended, such as `success` or `completed-sync-errors`.
    public let outcome: String
    /// What it did, one line a step.
    public let steps: [String]
    /// What it counted; nothing for runs of earlier versions.
    public let figures: RunFigures?

    /// Makes a record.
    public init(number: Int, began: String, ended: String, outcome: String, steps: [String], figures: RunFigures? = nil)
    {
        self.number = number
        self.began = began
        self.ended = ended
        self.outcome = outcome
        self.steps = steps
        self.figures = figures
    }
}
