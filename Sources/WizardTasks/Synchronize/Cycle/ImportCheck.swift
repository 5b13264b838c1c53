import SQLiteStore
import SyncEngine
import SyncRules

/// Compares what an import has left of a forest with what the last good one had.
struct ImportCheck {
    let workspace: Workspace

    /// What has gone missing, one sentence each; where nothing has, or it may, the import counts as good from now on.
    func objections(
        _ forest: ForestConfiguration,
        passing wish: GuardOverride?,
        _ result: inout SynchronizationReport
    ) async throws -> [String] {
        let store = workspace.store
        guard try await store.isImportUnchecked(forest.connector) else { return [] }
        let now = try await store.currentTallies(of: forest.connector)
        let before = try await store.acceptedTallies(of: forest.connector)
        let gone = try await store.goneTallies(of: forest.connector)
        let objections = workspace.configuration.importGuard.objections(before: before, now: now, gone: gone)
        if !objections.isEmpty {
            guard let wish else { return objections }
            result.letPass(wish)
        }
        try await store.accept(now, of: forest.connector)
        return []
    }

    /// Stops a run where something objects; gives back whether it goes on.
    static func note(_ objections: [String], in result: inout SynchronizationReport) -> Bool {
        guard !objections.isEmpty else { return true }
        let more = objections.count > 5 ? "\n… and \(objections.count - 5) more" : ""
        result.outcome = RunStatus.stoppedImportDrop.rawValue
        result.stopped =
            "The import has lost more than the guard lets pass, and nothing was synchronized or exported.\n"
            + objections.prefix(5).joined(separator: "\n") + more
            + "\nMay the account still read everything? If it is meant, let it pass once with "
            + "`dryad sync run --allow-drop --reason TEXT`, or change importGuard in dryad.yaml."
        return false
    }
}
