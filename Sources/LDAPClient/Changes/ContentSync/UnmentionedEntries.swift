/// What a phase of a refresh says of entries that it has not mentioned (RFC 4533 sections 1.3.1 and 3.3.2).
public enum UnmentionedEntries: Sendable, Hashable {
    /// They have gone, or do not match any more: the present phase mentions every entry that is there.
    ///
    /// Mentioned is what came anywhere since the refresh began, changed or unchanged.
    case areGone
    /// They are as they were: the delete phase mentions what has gone.
    case areUnchanged
}
