/// What a content synchronization has told since the batch before, in the order in which it was told.
public struct SyncBatch: Sendable, Hashable {
    /// What was told.
    public let events: [SyncEvent]
    /// Continuation references; they are reported, never followed.
    public let referrals: [String]
    /// Where a later reading begins once the events up to here have been taken over; nothing where the server has given
    /// no cookie since the batch before.
    public let cursor: ChangeCursor?
}
