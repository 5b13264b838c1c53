/// Up to where the changes of a partition have been imported: what a delta import begins with.
///
/// It is stored in the transaction that stores what it stands for, and so is never ahead of it.
public struct Watermark: Sendable, Hashable, Codable {
    /// The partition.
    public let partition: String
    /// What the connector begins with; only the connector can read it.
    public let cursor: [UInt8]
    /// What was asked for when it was made: classes and attributes, as a digest.
    ///
    /// Changes of an attribute that was not asked for then are not told since.
    public let selection: String
    /// When it was taken, in seconds since 1970.
    public let taken: Int64

    /// Makes a watermark.
    public init(partition: String, cursor: [UInt8], selection: String, taken: Int64) {
        self.partition = partition
        self.cursor = cursor
        self.selection = selection
        self.taken = taken
    }
}
