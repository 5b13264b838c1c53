/// Something about a plan that a person should weigh before applying it.
public struct Hazard: Sendable, Hashable, Codable {
    /// A stable word for the kind: `removesClass`, `removesRule`, `suppressesReference` and the like.
    public let kind: String
    /// What it concerns: a forest, a rule, a class.
    public let subject: String
    /// One sentence: what will happen.
    public let sentence: String

    /// Makes a hazard.
    public init(kind: String, subject: String, sentence: String) {
        self.kind = kind
        self.subject = subject
        self.sentence = sentence
    }
}
