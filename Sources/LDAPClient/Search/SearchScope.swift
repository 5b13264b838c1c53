/// How far below its base a search looks (RFC 4511 section 4.5.1.2).
public enum SearchScope: Sendable, Hashable {
    /// The base itself.
    case base
    /// The entries directly below.
    case oneLevel
    /// The base and everything below.
    case subtree
}
