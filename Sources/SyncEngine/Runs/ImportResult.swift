/// What a full import has put in place.
public struct ImportResult: Sendable {
    /// How what came differs from the connector space.
    public var changes = ImportChanges()
    /// What went wrong with single objects.
    public var errors: [ObjectError] = []
    /// The partitions that could not be read, ascending; their objects are as they were.
    public var incomplete: [IncompletePartition] = []

    /// Nothing.
    public init() {}
}
