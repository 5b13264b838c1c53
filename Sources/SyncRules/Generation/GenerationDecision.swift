public import Directory

/// What generation decided about one template for one connector, and why.
public struct GenerationDecision: Sendable, Hashable, Codable {
    /// A part of a rule that was left out because the schema lacks an attribute.
    public struct Omission: Sendable, Hashable, Codable {
        /// What was left out: the destination of a flow, or a join clause.
        public let part: String
        /// The attribute that is not allowed on the class.
        public let missing: AttributeName

        /// Makes an omission.
        public init(part: String, missing: AttributeName) {
            self.part = part
            self.missing = missing
        }
    }

    /// The rule.
    public let identity: RuleIdentity
    /// Its name.
    public let name: String
    /// Whether it is there.
    public let isPresent: Bool
    /// Why it is there, or is not: the class or the marker attribute, as half a sentence.
    public let reason: String
    /// What was left out of it.
    public var omissions: [Omission]
    /// Flows that stay although the schema lacks an attribute that they read, since other rules need them: the attribute
    /// is null.
    public var kept: [Omission]?

    /// Makes a decision.
    public init(identity: RuleIdentity, name: String, isPresent: Bool, reason: String, omissions: [Omission] = []) {
        self.identity = identity
        self.name = name
        self.isPresent = isPresent
        self.reason = reason
        self.omissions = omissions
    }
}
