public import SyncEngine
public import SyncRules

/// What refreshing the directory schema would change.
public struct RefreshContent: Sendable, Hashable, Codable {
    /// Every forest of the workspace, in the order of creation.
    public let forests: [ForestRefresh]
    /// How the standard rules would differ.
    public let rules: RuleDiff
    /// What has to be run afterwards.
    public let requirements: [RunRequirement]

    /// Whether nothing would change.
    public var isEmpty: Bool { rules.isEmpty && requirements.isEmpty && !forests.contains { $0.changes } }

    /// The forests that could not be read.
    public var failures: [ForestRefresh] { forests.filter { $0.state == .failed } }
}
