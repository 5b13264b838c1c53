public import SyncRules

/// What a metaverse object becomes in the tenant, and by which rules.
public struct OutboundTrace: Sendable, Hashable {
    /// The rule that provisions it.
    public let provisioning: SyncRule
    /// The rules that write it, by precedence.
    public let rules: [SyncRule]
    /// How it gets its attributes.
    public let entry: EntryTrace
}
