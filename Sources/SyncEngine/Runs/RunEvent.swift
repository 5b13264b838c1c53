public import SyncRules

/// Something that happened in a run, for whoever shows progress.
public enum RunEvent: Sendable, Hashable {
    /// So many objects have been read from a connector so far.
    case imported(ConnectorID, count: Int)
    /// So many of so many objects have been synchronized.
    case synchronized(count: Int, of: Int)
    /// So many of so many changes have been exported.
    case exported(count: Int, of: Int)
}
