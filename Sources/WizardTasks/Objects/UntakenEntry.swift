import Directory
import SQLiteStore
import SyncEngine

/// An entry that the last import of a forest could not take: what is told of its object is older than what the forest shows.
enum UntakenEntry {
    /// How many runs are looked through for the last import of a forest.
    private static let runs = 20

    /// One sentence for each of these objects of which that is so.
    ///
    /// An import of changes tells an error only where the entry has changed, so that an older one may have been mended since.
    static func notes(of members: [ConnectorSpaceObject], _ spaces: ObjectSpaces) async throws -> [String] {
        guard !members.isEmpty else { return [] }
        let store = spaces.workspace.store
        let runs = try await store.runs(limit: Self.runs)
        var notes: [String] = []
        for member in members {
            let connector = member.identity.connector
            let last = runs.first { run in
                run.details.contains { step in
                    step.connector == connector && (step.profile == .fullImport || step.profile == .deltaImport)
                }
            }
            guard let last else { continue }
            let errors = try await store.run(last.number)?.errors ?? []
            // Errors of rules name their rule.
            let own = errors.first { error in
                error.connector == connector && error.rule == nil && error.object == member.entry.dn
            }
            guard let own else { continue }
            notes.append(
                "The import of run \(last.number) could not take it as \(spaces.name(of: connector)) showed it then, "
                    + "\(own.code): \(own.message) What is told here of it is older than that."
            )
        }
        return notes
    }
}
