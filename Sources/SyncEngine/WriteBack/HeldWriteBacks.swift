public import Directory

/// What a store holds of write-backs to all forests, for a synchronization in memory that begins with it.
public struct HeldWriteBacks: Sendable {
    /// What is to be written back to objects, whether it waits or is in the copies already.
    public var changes: [ConnectorSpaceIdentity: HeldWriteBack]
    /// The attributes in which objects of the copies differ from those of the forests.
    public var written: [ConnectorSpaceIdentity: [AttributeID]]
    /// What rules outwards have made or joined, or are to make.
    public var objects: [CopyObject]

    /// Puts the parts together.
    public init(
        changes: [ConnectorSpaceIdentity: HeldWriteBack] = [:],
        written: [ConnectorSpaceIdentity: [AttributeID]] = [:],
        objects: [CopyObject] = []
    ) {
        self.changes = changes
        self.written = written
        self.objects = objects
    }

    var isEmpty: Bool { changes.isEmpty && written.isEmpty && objects.isEmpty }
}
