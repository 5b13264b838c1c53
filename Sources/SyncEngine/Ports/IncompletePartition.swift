/// A partition that an import could not read, and why.
public struct IncompletePartition: Sendable, Hashable, Codable {
    /// The partition's name.
    public let partition: String
    /// Why, as one sentence.
    public let reason: String

    /// Names a partition.
    public init(partition: String, reason: String) {
        self.partition = partition
        self.reason = reason
    }
}
