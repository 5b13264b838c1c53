/// What a cycle does where nothing else is asked for.
public enum CyclePolicy: String, Sendable, Hashable, Codable, CaseIterable {
    /// What has changed is imported and synchronized; connectors that need more get more.
    case delta
    /// Everything is imported and synchronized.
    case initial
}
