import DirectorySchema
import SQLiteStore
import SyncEngine
import SyncRules

/// A forest that a cycle could not read: its objects take part as they were last imported, where that can do no harm.
struct UnreadForest {
    private let forest: ForestConfiguration
    private let schema: SchemaSnapshot
    private let workspace: Workspace
    private let needs: CycleNeeds

    init(_ forest: ForestConfiguration, _ schema: SchemaSnapshot, _ workspace: Workspace, _ needs: CycleNeeds) {
        self.forest = forest
        self.schema = schema
        self.workspace = workspace
        self.needs = needs
    }

    /// The connector with what was known before; where the run may not go on with that, nothing, and the reason is noted.
    func connector(
        _ rules: WorkspaceRules,
        _ result: inout SynchronizationReport
    ) async throws -> SynchronizedConnector? {
        guard let parameters = try await workspace.store.lastParameters(of: forest.connector) else {
            stop(&result, "has never been imported whole, so that its objects are not known")
            return nil
        }
        // What rules read by now may be missing in objects that were read for other rules, and would be emptied.
        if let reason = needs.outdated[forest.connector] {
            stop(&result, "has to be imported in full before its objects count (\(reason))")
            return nil
        }
        return SynchronizedConnector(
            identity: forest.connector,
            kind: .forest,
            schema: schema,
            parameters: parameters,
            rules: rules.active.rules(of: forest.connector)
        )
    }

    private func stop(_ result: inout SynchronizationReport, _ why: String) {
        guard result.stopped == nil else { return }
        result.stopped =
            "\(forest.name) could not be read and \(why): nothing was synchronized or exported. "
            + "`dryad forest test \(forest.name)` tells what is wrong with it."
    }
}
