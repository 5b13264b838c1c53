public import Directory

/// One page of a search.
public struct SearchPage: Sendable {
    /// The entries in the order the server sent them.
    public let entries: [PackedEntry]
    /// Continuation references; they are reported, never followed.
    public let referrals: [String]
}
