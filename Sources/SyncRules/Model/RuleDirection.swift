/// The way values travel, seen from the metaverse.
public enum RuleDirection: String, Sendable, Hashable, Codable {
    /// From a connector space into the metaverse.
    case inbound
    /// From the metaverse into a connector space.
    case outbound
}
