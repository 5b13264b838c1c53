/// What a rule does where no object is linked yet.
public enum LinkType: String, Sendable, Hashable, Codable {
    /// Creates the target when nothing can be joined; keeps it alive.
    case provision
    /// Only flows values, or joins what is there.
    case join
    /// Joins, and keeps the metaverse object alive once joined.
    case stickyJoin
}
