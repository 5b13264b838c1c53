import CloudTenant
import Connectors
import Plans
import SQLiteStore
import SyncRules

/// A plan to change settings, with everything that applying it puts in place.
struct SettingsPreparation {
    let plan: Plan<SettingsContent>
    let configuration: WorkspaceConfiguration
    /// The tenant's domains, where they would differ.
    let domains: TenantDomains?
    /// The new generation of rules, where it would differ.
    let rules: GeneratedRules?
    /// Files of rules that get another text.
    let files: [WaitingFile]
    /// What the directory that would be added said when it was asked.
    let description: ForestDescription?
}
