import Connectors
import Directory
import DirectorySchema
import SQLiteStore
import SyncEngine
import SyncRules

/// The import of one forest into its connector space.
struct ImportStep {
    let forest: ForestConfiguration
    /// Its cached schema.
    let schema: SchemaSnapshot
    /// Its rules: they say what is read.
    let rules: [SyncRule]

    /// Imports, and gives the connector as the synchronization needs it; nothing has changed where it throws.
    func run(
        in workspace: Workspace,
        _ result: inout SynchronizationReport,
        _ report: @Sendable (TaskEvent) -> Void
    ) async throws -> SynchronizedConnector {
        let connector = try ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings)
            .reader(forest.source).connector(forest.connector, schema: schema)
        let parameters = try await connector.parameters()
        let request = ImportRequest(
            classes: AttributeInclusion.classes(of: rules),
            attributes: AttributeInclusion.attributes(of: rules)
        )
        let imported = try await FullImport(from: connector, into: workspace.store).run(request) { event in
            if case .imported(_, let count) = event { report(.imported(forest: forest.name, objects: count)) }
        }
        if imported.incomplete.isEmpty { try await workspace.store.fulfil(.fullImport, of: forest.connector) }
        let space = try await workspace.store.connectorSpace(of: forest.connector)
        let counts = imported.counts
        result.errors += imported.errors
        result.imports.append(
            .init(
                forest: forest.name,
                objects: SynchronizationReport.count(space.map(\.objectClass.spelling)),
                added: counts.added,
                updated: counts.updated,
                deleted: counts.deleted,
                failure: nil,
                incomplete: imported.incomplete
            )
        )
        return SynchronizedConnector(
            identity: forest.connector,
            kind: .forest,
            schema: schema,
            parameters: parameters,
            rules: rules
        )
    }
}
