import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// How what goes back to one object of a forest stands, as the last runs left it.
struct WriteBackStanding: Sendable {
    /// What the last synchronization wanted the object to have; nothing where it had all of it.
    var change: WriteBack?
    /// Whether that waits.
    var isWaiting = false
    /// How the simulated copy of the forest differs; nothing where nothing was written to it.
    var copy: CopiedChange?
    /// That the last import of the forest could not read it, and why; nothing where it could, or there was none.
    var failure: String?

    /// How many runs are looked through for the last import.
    private static let runs = 20

    /// Reads it; what waits is for an object alone that the forest has.
    static func read(
        _ object: ConnectorSpaceObject?,
        of forest: ForestConfiguration,
        _ workspace: Workspace
    ) async throws -> WriteBackStanding {
        var standing = WriteBackStanding()
        standing.failure = try await failure(of: forest, workspace)
        guard let identity = object?.identity else { return standing }
        standing.change = try await workspace.store.writeBack(to: identity)
        standing.isWaiting = try await workspace.store.isWriteBackWaiting(to: identity)
        standing.copy = try await workspace.store.copies(of: [identity])[identity]
        return standing
    }

    private static func failure(of forest: ForestConfiguration, _ workspace: Workspace) async throws -> String? {
        for run in try await workspace.store.runs(limit: runs) {
            let imports = run.details.filter { step in
                step.connector == forest.connector && (step.profile == .fullImport || step.profile == .deltaImport)
            }
            guard !imports.isEmpty else { continue }
            // A forest of which some domains could not be read has steps for each of them, and is written to.
            let failed = imports.first { $0.partition == nil && $0.status.isStopped }
            return failed.map { step in
                "Run \(run.number) could not read \(forest.name), and so wrote nothing to its copy (\(step.status))"
                    + (step.remarks.first.map { ": \($0)" } ?? ".")
            }
        }
        return nil
    }

    /// The object as the simulated copy of its forest has it.
    func inCopy(_ object: ConnectorSpaceObject) -> ConnectorSpaceObject {
        guard let copy else { return object }
        return ConnectorSpaceObject(
            identity: object.identity,
            objectClass: object.objectClass,
            entry: copy.imposed(on: object.entry),
            link: object.link
        )
    }
}
