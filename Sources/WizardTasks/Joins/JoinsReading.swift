/// How the objects of the forests came together: pair of forests by pair, criterion by criterion.
public struct JoinsReading: Sendable, Hashable, Codable {
    /// How often one criterion joined objects of two forests.
    public struct Criterion: Sendable, Hashable, Codable {
        /// The criterion, such as `mail = mail`; nothing where none would join them by today's values.
        public let criterion: String?
        /// The rule.
        public let rule: String?
        /// How many.
        public let count: Int
    }

    /// One object of which more is to be said.
    public struct Case: Sendable, Hashable, Codable {
        /// `ambiguous`, `taken`, `tooLate`, `partial`, `spelling`, `otherDomain`.
        public let kind: String
        /// Who it is.
        public let label: String
        /// Its DN.
        public let dn: String
        /// Those whom it is about.
        public let others: [String]
        /// The criterion.
        public let criterion: String?
        /// The value that it hangs on.
        public let value: String?
        /// What is the matter, as a sentence.
        public let sentence: String
    }

    /// Two forests.
    public struct Pair: Sendable, Hashable, Codable {
        /// One forest.
        public let first: String
        /// The other.
        public let second: String
        /// How many of their objects are joined.
        public let joined: Int
        /// By which criteria, the most frequent first.
        public let criteria: [Criterion]
        /// Objects that are ambiguous, or nearly fit, the worst first.
        public let cases: [Case]
    }

    /// The pairs, in the order of the forests.
    public let pairs: [Pair]
    /// How many objects of each forest stand alone in the metaverse.
    public let alone: [String: Int]
    /// How many objects of each forest are linked to nothing.
    public let disconnectors: [String: Int]
    /// What a person should know before believing this.
    public let notes: [String]
}
