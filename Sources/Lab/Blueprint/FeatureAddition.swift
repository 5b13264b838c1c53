public import Directory

/// What a feature brings to the schema of a forest.
public struct FeatureAddition: Sendable {
    /// New attributes and classes.
    public let records: [LDIFRecord]
    /// Values that entries of the schema gain: the entry's name and the values alone.
    public let extended: [LDIFRecord]
}
