import Connectors
import Foundation
import SyncRules

/// Reads the live schemas of forests side by side; one that cannot be read does not hold up the others.
struct ForestSchemaReading {
    /// Why a forest could not be read, as one sentence.
    struct Failure: Error {
        let sentence: String
    }

    let folder: WorkspaceFolder
    let surroundings: Surroundings

    func read(
        _ forests: [ForestConfiguration],
        _ files: [String: String],
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> [ConnectorID: Result<LiveSchema, Failure>] {
        let folded = Dictionary(files.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
        let readers = ForestReaders(folder: folder, surroundings: surroundings)
        return try await withThrowingTaskGroup(of: (ConnectorID, Result<LiveSchema, Failure>).self) { group in
            for forest in forests {
                let file = folded[forest.name.lowercased()]
                group.addTask {
                    do {
                        let path = file.map { URL(filePath: $0).standardizedFileURL.path(percentEncoded: false) }
                        let reader = try readers.reader(path.map { .file($0) } ?? forest.source)
                        let schema = try await reader.readSchema {
                            report(.schemaRead(forest: forest.name, definitions: $0))
                        }
                        return (forest.connector, .success(schema))
                    } catch {
                        try Task.checkCancellation()
                        return (forest.connector, .failure(Failure(sentence: "\(error)")))
                    }
                }
            }
            var results: [ConnectorID: Result<LiveSchema, Failure>] = [:]
            for try await (connector, result) in group { results[connector] = result }
            return results
        }
    }
}
