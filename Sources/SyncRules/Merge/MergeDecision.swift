import Directory

/// What somebody decided about a conflict.
public struct MergeDecision: Sendable, Hashable, Codable {
    /// The versions that can be taken.
    public enum Side: String, Sendable, Hashable, Codable, CaseIterable {
        /// What was generated anew.
        case ours
        /// What the workspace, or the server, has.
        case theirs
    }

    /// The rule's connector.
    public let connector: String
    /// The rule: its tag without the revision, or its GUID.
    public let rule: String
    /// The part; nothing for every part of the rule.
    public let part: RulePart?
    /// Which version is taken.
    public let take: Side

    /// Decides about a part of a rule, or about all its parts.
    public init(connector: String, rule: String, part: RulePart? = nil, take: Side) {
        self.connector = connector
        self.rule = rule
        self.part = part
        self.take = take
    }

    func concerns(_ subject: RuleMergeSubject) -> Bool {
        func same(_ left: String, _ right: String) -> Bool { ASCII.lowercased(left) == ASCII.lowercased(right) }
        return same(connector, subject.connector)
            && (same(rule, subject.key) || subject.identifier.map { same(rule, $0) } ?? false)
    }
}
