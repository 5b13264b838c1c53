/// What a file says of a standard rule without saying the rule: that it is switched off, or not wanted.
public struct StandardRuleChange: Sendable, Hashable, Codable {
    /// What is done to the rule.
    public enum Action: String, Sendable, Hashable, Codable, CaseIterable {
        /// It is switched off.
        case disabled
        /// It is deleted.
        case deleted
    }

    /// The template's tag.
    public let tag: String
    /// The connector's GUID.
    public let connector: String
    /// What is done.
    public let action: Action

    /// Says what is done to a standard rule.
    public init(tag: String, connector: String, action: Action) {
        self.tag = tag
        self.connector = connector
        self.action = action
    }
}
