/// How what an import brought differs from the connector space.
public struct ImportChanges: Sendable {
    /// Objects that are new.
    public var added: [ConnectorSpaceObject] = []
    /// Objects whose attributes, name or class differ, and those that have come from another partition.
    public var updated: [ConnectorSpaceObject] = []
    /// How many of the updated objects have another name than before.
    public var renamed = 0
    /// Objects that are no longer there.
    public var deleted: [ConnectorSpaceIdentity] = []
    /// How many objects are as they were.
    public var unchanged = 0

    /// No change.
    public init() {}

    /// Takes over the changes of one more partition.
    mutating func append(_ other: ImportChanges) {
        added += other.added
        updated += other.updated
        renamed += other.renamed
        deleted += other.deleted
        unchanged += other.unchanged
    }

    /// How many objects the connector has now.
    public var total: Int { added.count + updated.count + unchanged }
}
