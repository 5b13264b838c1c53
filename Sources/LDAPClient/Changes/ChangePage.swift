/// Some changes, in the order in which the server told them; the same object may come more than once.
public struct ChangePage: Sendable, Hashable {
    /// The changes; there may be none.
    public let changes: [DirectoryChange]
    /// Continuation references; they are reported, never followed.
    public let referrals: [String]
    /// Where the next reading begins; on the last page alone, since what came before is a part.
    public let cursor: ChangeCursor?
}
