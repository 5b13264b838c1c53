public import DirectorySchema
import SQLiteStore
import SyncRules

/// The versions of the schemas of a workspace's forests.
public struct SchemaHistory: Sendable {
    private let workspace: Workspace

    /// Looks at a workspace.
    public init(_ workspace: Workspace) { self.workspace = workspace }

    /// The newest versions of a forest's schema, newest first, without the schemas.
    public func notes(of forest: ForestConfiguration, limit: Int) async throws -> [SchemaVersionNote] {
        try await workspace.store.schemaNotes(of: forest.connector.text, limit: limit)
    }

    /// How two versions of a forest's schema differ; nothing where one of them is not there.
    public func difference(of forest: ForestConfiguration, from old: Int, to new: Int) async throws -> SchemaDiff? {
        guard let before = try await workspace.store.schema(of: forest.connector.text, version: old),
            let after = try await workspace.store.schema(of: forest.connector.text, version: new)
        else { return nil }
        return SchemaDiff(from: before.snapshot, to: after.snapshot)
    }
}
