public import Directory

/// One thing that a content synchronization tells (RFC 4533 section 3).
public enum SyncEvent: Sendable, Hashable {
    /// An entry is there, new or changed, and this is what it has now.
    case changed(EntryUUID, PackedEntry)
    /// Entries are there and have not changed.
    case unchanged([EntryUUID])
    /// Entries have gone, or do not match any more.
    case deleted([EntryUUID])
    /// A phase of the refresh is over, with what that means for entries that were not mentioned.
    case phaseEnded(UnmentionedEntries)
    /// The refresh is over; what comes now happens now.
    case refreshEnded
}
