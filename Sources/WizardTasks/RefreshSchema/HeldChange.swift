public import DirectorySchema

/// A difference that stays out of a refresh, with the decision that keeps it out.
public struct HeldChange: Sendable, Hashable, Codable {
    /// The difference.
    public let change: SchemaChange
    /// The decision.
    public let decision: SchemaDecision
}
