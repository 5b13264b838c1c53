import Plans

/// A configuration as a file: without who holds the workspace and what is due, which change from hour to hour.
public struct ExportedConfiguration: Sendable, Encodable {
    let format = 1
    let kind = "config.export"
    let forests: [WorkspaceOverview.Forest]
    let settings: [SettingList.Setting]
    let differences: [SettingChange]
    let ruleCount: Int

    /// Takes what a file holds; no secret is among it.
    public init(_ overview: WorkspaceOverview) {
        forests = overview.forests
        settings = overview.settings
        differences = overview.differences
        ruleCount = overview.ruleCount
    }

    /// The text of the file.
    public var text: String {
        get throws { try CanonicalJSON.pretty(self) + "\n" }
    }
}
