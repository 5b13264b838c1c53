/// What a full import has put in place.
public struct ImportResult: Sendable {
    /// What it did to each partition that is known or has come.
    public var partitions: [String: ImportCounts] = [:]
    /// What went wrong with single objects.
    public var errors: [ObjectError] = []
    /// The partitions that could not be read, ascending; their objects are as they were.
    public var incomplete: [IncompletePartition] = []

    /// Nothing.
    public init() {}

    /// What it did to all partitions together.
    public var counts: ImportCounts { partitions.values.reduce(into: ImportCounts()) { $0 += $1 } }
}
