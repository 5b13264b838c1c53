public import Plans

/// Configure staging mode: whether exports are held back.
public struct SwitchStagingMode: Sendable {
    private let task: ChangeSettings

    /// Prepares the task.
    public init(in workspace: Workspace) { task = ChangeSettings(in: workspace) }

    /// What switching would do; nothing changes.
    public func plan(to isOn: Bool) async throws -> Plan<SettingsContent> {
        try await task.plan(.staging(StagingRequest(isOn: isOn)))
    }

    /// Switches; refused where the configuration has moved since the plan was made.
    public func apply(_ plan: Plan<SettingsContent>) async throws { try await task.apply(plan) }
}
