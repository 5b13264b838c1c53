/// Some changes of a partition, in the order in which they were told; what is told later of an object holds.
public struct ChangesPage: Sendable {
    /// The partition.
    public let partition: String
    /// Whether the partition's reading begins with this page: what came of the partition before does not count.
    public let begins: Bool
    /// What has changed.
    public let changes: [ImportedChange]
    /// Objects that could not be taken, with the reason; what is known of them stays.
    public let errors: [ObjectError]

    /// Makes a page.
    public init(partition: String, begins: Bool, changes: [ImportedChange], errors: [ObjectError] = []) {
        self.partition = partition
        self.begins = begins
        self.changes = changes
        self.errors = errors
    }
}
