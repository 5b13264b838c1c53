/// Some objects of a partition, in the order they came.
public struct ImportPage: Sendable {
    /// The partition that they are in.
    public let partition: String
    /// Whether the partition's reading begins with this page: what came of the partition before does not count.
    public let begins: Bool
    /// The objects.
    public let objects: [ConnectorSpaceObject]
    /// Objects that could not be taken, with the reason.
    public let errors: [ObjectError]

    /// Makes a page.
    public init(
        partition: String,
        begins: Bool = false,
        objects: [ConnectorSpaceObject],
        errors: [ObjectError] = []
    ) {
        self.partition = partition
        self.begins = begins
        self.objects = objects
        self.errors = errors
    }
}
