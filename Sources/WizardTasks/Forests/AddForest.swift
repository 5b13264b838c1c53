public import Connectors
public import Plans

/// Adds a forest to a workspace, after it has answered.
public struct AddForest: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Asks a forest what it is, and plans to add it; refuses what could not be added, and writes nothing.
    ///
    /// Beside the plan stands all that it said, also what is not in the plan because another of its servers may say it
    /// otherwise. Domains of a file that are not read are given by their DNS names.
    public func plan(
        name: String,
        source: ForestConfiguration.Source,
        excludedDomains: [String] = []
    ) async throws -> (plan: Plan<SettingsContent>, facts: [ForestFact]) {
        let request = TaskRequest.directory(
            DirectoryRequest(name: name, source: source, excludedDomains: excludedDomains)
        )
        let preparation = try await SettingsPlanner(workspace: workspace).prepare(request)
        return (preparation.plan, preparation.description.map(ForestFact.list) ?? [])
    }

    /// Plans and applies at once; nothing is written when the forest does not answer.
    public func run(
        name: String,
        source: ForestConfiguration.Source,
        excludedDomains: [String] = []
    ) async throws -> ForestDescription {
        let request = TaskRequest.directory(
            DirectoryRequest(name: name, source: source, excludedDomains: excludedDomains)
        )
        let preparation = try await ChangeSettings(in: workspace).run(request)
        guard let description = preparation.description else {
            throw TaskError(.notVerified, "\(name) was added without being asked; this is a defect of Dryad.")
        }
        return description
    }
}
