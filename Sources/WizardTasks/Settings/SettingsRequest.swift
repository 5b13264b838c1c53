import CloudTenant
import Connectors
import Plans
import SyncEngine

/// A task's request: reads what it needs and says how the workspace would look afterwards.
protocol SettingsRequest: Sendable, Hashable, Codable {
    /// What would be; refuses what cannot be.
    func draft(_ workspace: Workspace) async throws -> SettingsDraft
}

/// How a workspace and its tenant would look after a task.
struct SettingsDraft {
    /// The configuration.
    var configuration: WorkspaceConfiguration
    /// The settings that the task means to change: their names, or beginnings of names that end in a point.
    let touches: [String]
    /// The tenant's domains; nothing where the task leaves the tenant alone.
    var domains: TenantDomains?
    /// Runs that it makes necessary beside those that changed rules do.
    var requirements: [RunRequirement] = []
    /// What deserves a second look.
    var hazards: [Hazard] = []
    /// What it would mean where Dryad changes nothing: for agents, servers, machines.
    var consequences: [String] = []
    /// What a switch of staging mode means.
    var staging: StagingContent?
    /// What adding a directory means.
    var directory: DirectoryContent?
    /// All that the directory said when it was asked, also what another of its servers would say otherwise.
    var description: ForestDescription?
    /// States beside configuration, rules and schemas that it was made from.
    var basis: [String: Fingerprint] = [:]

    init(_ workspace: Workspace, touches: [String]) {
        configuration = workspace.configuration
        self.touches = touches
    }

    /// Whether the task means to change a setting.
    func means(_ setting: String) -> Bool {
        touches.contains { $0 == setting || $0.hasSuffix(".") && setting.hasPrefix($0) }
    }
}
