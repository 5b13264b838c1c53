public import Connectors

/// Asks forests whether they answer and what they are; changes nothing.
public struct DescribeForests: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// One forest, looked over line by line.
    public func run(_ name: String) async throws -> [DirectoryCheck] {
        let forest = try workspace.configuration.forest(named: name)
        return try await ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings)
            .reader(forest).examine()
    }
}
