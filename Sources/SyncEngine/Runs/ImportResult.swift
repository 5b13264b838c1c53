/// What an import has put in place.
public struct ImportResult: Sendable {
    /// How what came differs from the connector space.
    public var changes = ImportChanges()
    /// What went wrong with single objects.
    public var errors: [ObjectError] = []
    /// The partitions that could not be read, ascending; their objects are as they were.
    public var incomplete: [IncompletePartition] = []

    /// What was counted, by partition.
    public var counts: [String: [RunCounter: Int]] = [:]
    /// Why the next import cannot ask for changes, one sentence each.
    public var unmarked: [String] = []

    /// Nothing.
    public init() {}

    /// Counts the changes of a partition.
    mutating func count(_ changes: ImportChanges, in partition: String) {
        counts[partition] = [
            .adds: changes.added.count, .updates: changes.updated.count - changes.renamed, .renames: changes.renamed,
            .deletes: changes.deleted.count, .unchanged: changes.unchanged,
        ]
    }
}
