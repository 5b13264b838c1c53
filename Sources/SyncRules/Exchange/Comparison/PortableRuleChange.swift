/// One difference between two sets of rules.
public struct PortableRuleChange: Sendable, Hashable, Codable {
    /// What happened to the rule.
    public enum Action: String, Sendable, Hashable, Codable, CaseIterable {
        /// Only the older set has it.
        case removed
        /// Only the newer set has it.
        case added
        /// Both have it, and it says something else.
        case modified
    }

    /// One part that differs.
    public struct Part: Sendable, Hashable, Codable {
        /// What it is: `flow mail`, `scope`, `join`, `disabled`.
        public let part: String
        /// What it was; nothing where it was not there.
        public let from: String?
        /// What it is; nothing where it is gone.
        public let to: String?
    }

    /// The rule's name.
    public let rule: String
    /// Its connector, as the sets call it.
    public let connector: String
    /// What happened.
    public let action: Action
    /// The parts that differ.
    public let parts: [Part]
}
