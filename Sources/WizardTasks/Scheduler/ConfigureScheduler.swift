import SQLiteStore
public import SyncEngine
import SyncRules

/// Changes how the scheduler works, and asks for more of the next cycle than is due.
public struct ConfigureScheduler: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Changes dryad.yaml; what is not said stays.
    public func set(interval: Int? = nil, isEnabled: Bool? = nil, historyDays: Int? = nil) async throws {
        try await workspace.changing("scheduler set") {
            var expected = try ConfigurationReader.load(workspace.folder.configuration)
            expected.syncInterval = interval ?? expected.syncInterval
            expected.isSyncEnabled = isEnabled ?? expected.isSyncEnabled
            expected.historyDays = historyDays ?? expected.historyDays
            let after = expected
            try await ConfigurationChange(workspace: workspace, kind: "scheduler").apply(expected: after) { editor in
                if let interval { try editor.set("syncInterval", to: "\(interval)") }
                if let isEnabled { try editor.set("syncEnabled", to: "\(isEnabled)") }
                if let historyDays { try editor.set("historyDays", to: "\(historyDays)") }
            }
        }
    }

    /// Asks for a full import or a full synchronization of forests, all of them where none is named; the next cycle that
    /// does it takes the request back, whatever errors single objects have.
    public func require(_ kinds: [RunRequirement.Kind], of names: [String]) async throws {
        try await workspace.changing("scheduler override") {
            let author = workspace.surroundings.author
            let requirements = try workspace.forests(named: names).flatMap { forest in
                kinds.map {
                    RunRequirement(connector: forest.connector, kind: $0, reason: "\(author) asked for it.")
                }
            }
            try await workspace.store.require(requirements)
        }
    }
}
