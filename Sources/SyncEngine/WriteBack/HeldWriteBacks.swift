public import Directory
public import SyncRules

/// What a store holds of write-backs to all forests, for a synchronization in memory that begins with it.
public struct HeldWriteBacks: Sendable {
    /// What is to be written back to objects, whether it waits or is in the copies already.
    public var changes: [ConnectorSpaceIdentity: HeldWriteBack]
    /// The attributes in which objects of the copies differ from those of the forests.
    public var written: [ConnectorSpaceIdentity: [AttributeID]]
    /// What rules outwards have made or joined, or are to make.
    public var objects: [CopyObject]
    /// The partitions of each forest that were imported, whether they have objects or not: objects may be made there.
    public var partitions: [ConnectorID: [String]]

    /// Puts the parts together.
    public init(
        changes: [ConnectorSpaceIdentity: HeldWriteBack] = [:],
        written: [ConnectorSpaceIdentity: [AttributeID]] = [:],
        objects: [CopyObject] = [],
        partitions: [ConnectorID: [String]] = [:]
    ) {
        self.changes = changes
        self.written = written
        self.objects = objects
        self.partitions = partitions
    }

    var isEmpty: Bool { changes.isEmpty && written.isEmpty && objects.isEmpty }
}
