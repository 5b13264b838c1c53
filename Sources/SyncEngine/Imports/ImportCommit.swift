public import SyncRules

/// What an import puts in place, all of it in one transaction.
public struct ImportCommit: Sendable {
    /// The connector.
    public let connector: ConnectorID
    /// How its connector space changes.
    public let changes: ImportChanges
    /// Up to where changes have been imported now, by partition; other partitions keep what they have.
    public let watermarks: [Watermark]
    /// The partitions of which nobody knows any more up to where they were imported, ascending.
    public let forgotten: [String]
    /// The partitions whose simulated copies have been read with it, ascending.
    public let confirmed: [String]
    /// What has become of changes to copies that the forest has gone over; one without attributes is none any more.
    public let rebased: [ConnectorSpaceIdentity: CopiedChange]

    /// Makes a commit.
    public init(
        connector: ConnectorID,
        changes: ImportChanges,
        watermarks: [Watermark] = [],
        forgotten: [String] = [],
        confirmed: [String] = [],
        rebased: [ConnectorSpaceIdentity: CopiedChange] = [:]
    ) {
        self.connector = connector
        self.changes = changes
        self.watermarks = watermarks
        self.forgotten = forgotten
        self.confirmed = confirmed
        self.rebased = rebased
    }
}
