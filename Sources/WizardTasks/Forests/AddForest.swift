public import Connectors
import Plans
import SyncRules

/// Adds a forest to a workspace, after it has answered.
public struct AddForest: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Asks a forest what it is, and refuses what could not be added; nothing is written.
    public func look(name: String, source: ForestConfiguration.Source) async throws -> [ForestFact] {
        ForestFact.list(try await describe(name, source))
    }

    /// Reads the forest's own description and writes it into the configuration; nothing is written when it does not answer.
    public func run(name: String, source: ForestConfiguration.Source) async throws -> ForestDescription {
        let description = try await describe(name, source)
        let forest = ForestConfiguration(
            name: name,
            connector: ConnectorID(workspace.surroundings.newIdentifier()),
            ordinal: (workspace.configuration.forests.map(\.ordinal).max() ?? 0) + 1,
            source: source
        )
        var expected = workspace.configuration
        expected.forests.append(forest)
        let after = expected
        try await workspace.changing("forest add") {
            try await ConfigurationChange(workspace: workspace, kind: "forest.add").apply(expected: after) { editor in
                try editor.add(forest)
            }
        }
        return description
    }

    private func describe(_ name: String, _ source: ForestConfiguration.Source) async throws -> ForestDescription {
        if let reason = ForestConfiguration.objection(to: name) {
            throw TaskError(.configuration, "\"\(name)\" cannot be the name of a forest: \(reason).")
        }
        guard (try? workspace.configuration.forest(named: name)) == nil else {
            throw TaskError(
                .forestExists,
                "There is a forest \(name) already. Remove it from dryad.yaml, or choose another name."
            )
        }
        let readers = ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings)
        return try await readers.reader(of: source).describe()
    }
}
