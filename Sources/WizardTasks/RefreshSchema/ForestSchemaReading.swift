import Connectors
import DirectorySchema
import SyncRules

/// Reads the live schemas of forests side by side; one that cannot be read does not hold up the others.
struct ForestSchemaReading {
    /// Why a forest could not be read, as one sentence.
    struct Failure: Error, CustomStringConvertible {
        let sentence: String
        var description: String { sentence }
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
                        let schema: LiveSchema
                        if let file {
                            schema = try await read(file)
                        } else {
                            schema = try await readers.reader(forest).readSchema {
                                report(.schemaRead(forest: forest.name, definitions: $0))
                            }
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

    /// A schema from files in the place of a forest's; half of a file would look like a smaller forest.
    private func read(_ text: String) async throws -> LiveSchema {
        let schema = try await SchemaSources(folder: folder, surroundings: surroundings).read(try SchemaSource(text))
        guard schema.problems.isEmpty else {
            let some = schema.problems.prefix(5).map { "  \($0.place): \($0.reason)\n    \($0.text)" }
            let more = schema.problems.count > 5 ? "\n  and \(schema.problems.count - 5) more" : ""
            throw Failure(
                sentence: "The schema was not taken, since half of a file would look like a smaller one:\n"
                    + some.joined(separator: "\n") + more
            )
        }
        guard !schema.snapshot.classes.isEmpty, !schema.snapshot.attributes.isEmpty else {
            throw Failure(
                sentence: "\(text) shows no schema: \(schema.snapshot.classes.count) classes and "
                    + "\(schema.snapshot.attributes.count) attributes could be read."
            )
        }
        var live = LiveSchema(snapshot: schema.snapshot, source: schema.source, server: schema.server)
        live.isOpen = schema.isOpen
        return live
    }
}
