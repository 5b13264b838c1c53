public import DirectorySchema

/// What one difference of a schema does to the rules of its forest.
public struct SchemaImpact: Sendable, Hashable, Codable {
    /// One part of a rule that it touches.
    public struct Effect: Sendable, Hashable, Codable {
        /// What happens to the part.
        public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
            /// It stays and cannot do what it did.
            case broken
            /// It goes.
            case lost
            /// It appears.
            case gained
            /// It stays and uses something that is described differently.
            case touched
        }

        /// What happens.
        public let kind: Kind
        /// The rule.
        public let rule: String
        /// The part: `flow mail`, `scope`, `join`, `rule`.
        public let part: String
    }

    /// The difference.
    public let change: SchemaChange
    /// The parts of rules, worst first.
    public let effects: [Effect]
    /// Whether imports begin to read the attribute, or cease to; nothing where that stays as it is.
    public let inclusion: Inclusion?

    /// What becomes of the list of attributes that imports read.
    public enum Inclusion: String, Sendable, Hashable, Codable {
        /// The attribute is read from now on.
        case begins
        /// The attribute is not read any more.
        case ends
    }
}
