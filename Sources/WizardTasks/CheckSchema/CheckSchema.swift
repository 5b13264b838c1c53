import Connectors
import DirectorySchema
import Plans
import SQLiteStore
import SyncRules

/// Asks forests whether their schemas have changed since the last refresh; changes nothing.
///
/// A server is asked for its marks alone, once. A forest that is a file is read: it is as near as its marks would be.
public struct CheckSchema: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// One finding for each forest that is named, in the order of creation; for all of them where none is.
    public func run(forests names: [String] = []) async throws -> [SchemaFinding] {
        let forests = try workspace.forests(named: names)
        return try await withThrowingTaskGroup(of: (Int, SchemaFinding).self) { group in
            for (place, forest) in forests.enumerated() {
                group.addTask { (place, try await look(at: forest)) }
            }
            var findings: [(place: Int, finding: SchemaFinding)] = []
            for try await one in group { findings.append(one) }
            return findings.sorted { $0.place < $1.place }.map(\.finding)
        }
    }

    private func look(at forest: ForestConfiguration) async throws -> SchemaFinding {
        guard let cached = try await workspace.store.currentSchema(of: forest.connector.text) else {
            return SchemaFinding(forest.name, .due, "its schema has never been read", version: nil)
        }
        do {
            let reader = try ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings)
                .reader(forest)
            guard let state = try await reader.readState() else { return try await read(forest, reader, cached) }
            guard let earlier = cached.state else {
                let why =
                    "version \(cached.number) was stored without marks"
                    + (cached.source == state.source ? "" : ", from \(cached.source)")
                return .of(.untold(why), forest.name, cached)
            }
            return .of(state.compared(with: earlier), forest.name, cached)
        } catch {
            try Task.checkCancellation()
            return SchemaFinding(forest.name, .failed, "\(error)", version: cached.number)
        }
    }

    private func read(
        _ forest: ForestConfiguration,
        _ reader: any ForestReader,
        _ cached: SchemaVersion
    ) async throws -> SchemaFinding {
        let live = try await reader.readSchema { _ in }
        // As a refresh sees it: what only looks different is no difference.
        let isSame =
            try Fingerprint(canonical: live.snapshot).hex == cached.digest
            || SchemaDiff(from: cached.snapshot, to: live.snapshot).isEmpty
        return isSame
            ? SchemaFinding(
                forest.name,
                .current,
                "its file holds what version \(cached.number) has",
                version: cached.number
            )
            : SchemaFinding(
                forest.name,
                .due,
                "its file holds another schema than version \(cached.number)",
                version: cached.number
            )
    }
}
