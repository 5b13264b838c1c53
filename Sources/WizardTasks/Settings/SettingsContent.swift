public import SyncEngine
public import SyncRules

/// What a task of the wizard would change.
public struct SettingsContent: Sendable, Hashable, Codable {
    /// What was asked for.
    public let request: TaskRequest
    /// The names of the forests, by their connectors.
    public let forests: [String: String]
    /// The settings of the workspace that would differ: all of them.
    public let settings: [SettingChange]
    /// The settings of the tenant that would differ.
    public let tenant: [SettingChange]
    /// How the rules that run would differ.
    public let rules: RuleDiff
    /// What merging them with people's changes came to; nothing where people changed nothing.
    public let merge: RuleMergeReport?
    /// What has to be run afterwards.
    public let requirements: [RunRequirement]
    /// What it would mean where Dryad changes nothing.
    public let consequences: [String]
    /// What a switch of staging mode means; nothing for other tasks.
    public let staging: StagingContent?
    /// What adding a directory means; nothing for other tasks.
    public let directory: DirectoryContent?

    /// Whether nothing would change.
    public var isEmpty: Bool {
        settings.isEmpty && tenant.isEmpty && rules.isEmpty && requirements.isEmpty && merge?.isEmpty != false
    }
}
