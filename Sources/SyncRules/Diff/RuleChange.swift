import Directory

/// One difference between two generations of rules.
public struct RuleChange: Sendable, Hashable, Codable {
    /// What happened to the rule.
    public enum Action: String, Sendable, Hashable, Codable {
        /// It appears.
        case appears
        /// It goes.
        case goes
        /// Something in it differs.
        case changes
    }

    /// One part of a rule that differs.
    public struct Part: Sendable, Hashable, Codable {
        /// What it is: `flow mail`, `scope`, `join`.
        public let name: String
        /// What it was; nothing where it is new.
        public let from: String?
        /// What it is; nothing where it is gone.
        public let to: String?
        /// Why, where a schema attribute is the cause.
        public let reason: String?

        /// Makes a part.
        public init(name: String, from: String?, to: String?, reason: String? = nil) {
            self.name = name
            self.from = from
            self.to = to
            self.reason = reason
        }
    }

    /// The rule.
    public let identity: RuleIdentity
    /// Its name.
    public let name: String
    /// What happened.
    public let action: Action
    /// The class or the marker attribute that caused it, as half a sentence.
    public let reason: String
    /// How many flows the rule has after the change; before it, where it goes.
    public let flowCount: Int
    /// The parts that differ.
    public let parts: [Part]

    /// Makes a change.
    public init(
        identity: RuleIdentity,
        name: String,
        action: Action,
        reason: String,
        flowCount: Int,
        parts: [Part] = []
    ) {
        self.identity = identity
        self.name = name
        self.action = action
        self.reason = reason
        self.flowCount = flowCount
        self.parts = parts
    }
}
