import Foundation
import SQLiteStore
public import SyncRules

/// Rules wherever they are: in files, or those that were last generated in a workspace.
public struct RuleSets: Sendable {
    private let surroundings: Surroundings

    /// Prepares to read.
    public init(surroundings: Surroundings) { self.surroundings = surroundings }

    /// Reads a path: a workspace where it holds a `dryad.yaml`, else files of rules.
    public func read(_ path: String) async throws -> ServerExport {
        let folder = WorkspaceFolder(path: path)
        guard FileManager.default.fileExists(atPath: folder.configuration) else {
            return try RuleFiles.read(path).export
        }
        let workspace = try await Workspace.open(folder, surroundings: surroundings)
        return ServerExport(
            rules: try await WorkspaceRules.read(workspace).rules,
            connectorNames: Dictionary(
                workspace.configuration.forests.map { ($0.connector.text, $0.name) },
                uniquingKeysWith: { first, _ in first }
            )
        )
    }
}
