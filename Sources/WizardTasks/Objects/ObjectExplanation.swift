/// Why an object or an attribute is in the tenant as it is, or is not: every step on the way, in order.
public struct ObjectExplanation: Sendable, Hashable, Codable {
    /// What a step did.
    public enum Verdict: String, Sendable, Hashable, Codable {
        /// It let the object or value pass.
        case passes
        /// It let it pass, and there is something to know.
        case notice
        /// It is what stopped it.
        case stops
        /// Nothing came as far as this.
        case notReached
    }

    /// The steps, in the order in which they are asked.
    public enum Stage: String, Sendable, Hashable, Codable, CaseIterable {
        /// Whether the cached schema has the class and the attributes.
        case cache
        /// Whether some rule reads them.
        case inclusion
        /// Whether the object is read at all.
        case filter
        /// Which rules have it in scope.
        case scope
        /// What it is joined with.
        case join
        /// Which rule wins.
        case precedence
        /// Which flows give nothing, or empty on purpose.
        case null
        /// What is exported.
        case export
        /// What the tenant makes of it.
        case tenant
    }

    /// One step.
    public struct Step: Sendable, Hashable, Codable {
        /// Which.
        public let stage: Stage
        /// What it did.
        public let verdict: Verdict
        /// One sentence.
        public let sentence: String
        /// What it rests on, line by line.
        public let details: [String]
    }

    /// Who it is.
    public let label: String
    /// The attribute that was asked for.
    public let attribute: String?
    /// The answer in one sentence.
    public let sentence: String
    /// All steps, in order.
    public let steps: [Step]
    /// What a person should know before believing this.
    public let notes: [String]

    /// Makes an explanation; steps that are missing were not reached.
    init(label: String, attribute: String?, sentence: String, steps: [Step], notes: [String]) {
        self.label = label
        self.attribute = attribute
        self.sentence = sentence
        self.steps = Stage.allCases.map { stage in
            steps.first { $0.stage == stage }
                ?? Step(stage: stage, verdict: .notReached, sentence: "Not reached.", details: [])
        }
        self.notes = notes
    }
}
