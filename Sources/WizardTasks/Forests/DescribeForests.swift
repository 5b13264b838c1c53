public import Connectors

/// Asks forests whether they answer and what they are; changes nothing.
public struct DescribeForests: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// The description of one forest.
    public func run(_ name: String) async throws -> ForestDescription {
        let forest = try workspace.configuration.forest(named: name)
        return try await ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings)
            .reader(forest.source).describe()
    }
}
