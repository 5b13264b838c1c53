/// A partition that an import could not read, or not to its end, and why.
public struct IncompletePartition: Sendable, Hashable, Codable {
    /// The partition's name.
    public let partition: String
    /// Why, as one sentence.
    public let reason: String
    /// Whether what came of it was taken; otherwise its objects are as they were.
    public let isPartial: Bool

    /// Names a partition.
    public init(partition: String, reason: String, isPartial: Bool = false) {
        self.partition = partition
        self.reason = reason
        self.isPartial = isPartial
    }
}
