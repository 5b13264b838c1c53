/// One run as the history keeps it.
public struct RunRecord: Sendable, Hashable, Codable {
    /// Counted from 1.
    public let number: Int
    /// When it began, ISO 8601 in UTC.
    public let began: String
    /// When it ended.
    public let ended: String
    /// The product's word for how it ended, such as `success` or `completed-sync-errors`.
    public var outcome: String
    /// What it did, one line a step.
    public let steps: [String]
    /// What was run: `cycle delta`, `cycle initial`, or a connector and a profile; nothing of a run before this was kept.
    public var task: String?
    /// Who ran it.
    public var author: String?
    /// The steps with their counters; none of a run before these were kept.
    public var details: [RunStep] = []
    /// What somebody let pass a guard.
    public var overrides: [GuardOverride] = []
    /// What was told of single objects - errors, warnings, values that are kept back -, as far as the history keeps it.
    public var errors: [ObjectError] = []
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
