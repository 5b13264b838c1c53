/// Why an object or an attribute is in the tenant as it is, or goes back to a forest, or does not: every step on the way, in
/// order.
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
        /// What the simulated copy of the forest has of it.
        case copy

        /// Those on the way to the tenant.
        public static let toTenant = allCases.filter { $0 != .copy }
        /// Those on the way back to a forest.
        public static let toForest = allCases.filter { $0 != .tenant }
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
    /// The forest that it goes back to; nothing where the way to the tenant was asked for.
    public let forest: String?
    /// The answer in one sentence.
    public let sentence: String
    /// All steps, in order.
    public let steps: [Step]
    /// What a person should know before believing this.
    public let notes: [String]

    /// Makes an explanation; steps that are missing were not reached.
    init(
        label: String,
        attribute: String?,
        forest: String? = nil,
        sentence: String,
        steps: [Step],
        notes: [String]
    ) {
        self.label = label
        self.attribute = attribute
        self.forest = forest
        self.sentence = sentence
        self.steps = (forest == nil ? Stage.toTenant : Stage.toForest).map { stage in
            steps.first { $0.stage == stage }
                ?? Step(stage: stage, verdict: .notReached, sentence: "Not reached.", details: [])
        }
        self.notes = notes
    }
}
