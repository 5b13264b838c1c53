/// Where the reading of changes begins, or why a server cannot be asked for changes.
public enum ChangeStart: Sendable, Hashable {
    /// Everything that changes from now on is told after this cursor.
    case cursor(ChangeCursor)
    /// There is none: what has changed shows only by reading everything. The reason is one sentence.
    case unavailable(String)
}
