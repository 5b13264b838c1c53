/// Some objects of a partition, in the order they came; the pages of one partition follow one another.
public struct ImportPage: Sendable {
    /// The partition that they are in.
    public let partition: String
    /// Whether the partition's reading begins with this page: what came of the partition before does not count.
    public let begins: Bool
    /// Whether the partition has come whole with this page: what is missing now has gone.
    public let completes: Bool
    /// The objects.
    public let objects: [ConnectorSpaceObject]
    /// Objects that could not be taken, with the reason.
    public let errors: [ObjectError]
    /// The anchors of those of them that have a good one: they are there, whatever their names are by now.
    public let unusable: [[UInt8]]

    /// Makes a page.
    public init(
        partition: String,
        begins: Bool = false,
        completes: Bool = false,
        objects: [ConnectorSpaceObject],
        errors: [ObjectError] = [],
        unusable: [[UInt8]] = []
    ) {
        self.partition = partition
        self.begins = begins
        self.completes = completes
        self.objects = objects
        self.errors = errors
        self.unusable = unusable
    }
}
