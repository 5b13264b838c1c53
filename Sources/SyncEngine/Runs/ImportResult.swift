/// What an import has put in place.
public struct ImportResult: Sendable {
    /// What it did to all partitions together.
    public var counts = ImportCounts()
    /// What it did to each partition that is known or has come.
    public var partitions: [String: ImportCounts] = [:]
    /// What went wrong with single objects.
    public var errors: [ObjectError] = []
    /// The partitions that could not be read, or not to their end, ascending; of them nothing has gone.
    public var incomplete: [IncompletePartition] = []
    /// How many objects of a partition did not come and are as they were: entries could not be taken, or are missing at the
    /// end, and nobody knows that these are none of them.
    public var held: [String: Int] = [:]
    /// Why the next import cannot ask for changes, one sentence each.
    public var unmarked: [String] = []

    /// Nothing.
    public init() {}
}
