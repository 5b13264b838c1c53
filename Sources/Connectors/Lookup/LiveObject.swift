public import Directory

/// An object as a forest shows it at this moment, whether it would be imported or not.
public struct LiveObject: Sendable, Hashable {
    /// The domain that it is in.
    public let partition: String
    /// Whether the domain is one that is imported.
    public let isPartitionImported: Bool
    /// Whether its container is one that is read.
    public let isContainerRead: Bool
    /// Its class, by the schema; nothing where the schema knows none of its classes.
    public let objectClass: AttributeName?
    /// Its attributes, as far as they were asked for, with `objectClass` and `objectGUID`.
    public let entry: PackedEntry

    init(
        partition: String,
        isPartitionImported: Bool,
        isContainerRead: Bool,
        objectClass: AttributeName?,
        entry: PackedEntry
    ) {
        self.partition = partition
        self.isPartitionImported = isPartitionImported
        self.isContainerRead = isContainerRead
        self.objectClass = objectClass
        self.entry = entry
    }
}
