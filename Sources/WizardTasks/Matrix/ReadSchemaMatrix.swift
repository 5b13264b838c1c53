public import DirectorySchema
import Foundation
import SQLiteStore
import SyncRules

/// Puts the schemas of forests beside each other; changes nothing.
public struct ReadSchemaMatrix: Sendable {
    private let folder: WorkspaceFolder
    private let surroundings: Surroundings

    /// Prepares the task; the folder need not hold a workspace where all columns are given.
    public init(folder: WorkspaceFolder, surroundings: Surroundings) {
        self.folder = folder
        self.surroundings = surroundings
    }

    /// Reads the cached schemas of the workspace's forests, and those that are given.
    ///
    /// A schema that is given under the name of a forest takes the place of its cached one, as if the forest had it; its
    /// rules stay as they were generated. Rows are the ones that a pattern fits, or all.
    public func run(
        sources: [(name: String, source: SchemaSource)],
        patterns: [NamePattern] = []
    ) async throws -> SchemaMatrixReading {
        var columns: [MatrixColumn] = []
        var rules: [String: [SyncRule]] = [:]
        var unread: [String] = []
        var problems: [SchemaFileProblem] = []
        var given = sources
        let hasWorkspace = FileManager.default.fileExists(atPath: folder.configuration)
        if hasWorkspace || sources.isEmpty {
            let workspace = try await workspace(isNeeded: sources.isEmpty)
            let generation = try await WorkspaceRules.read(workspace).active
            for forest in workspace.configuration.forests {
                rules[forest.name] = generation.rules(of: forest.connector)
                if let place = given.firstIndex(where: { $0.name.lowercased() == forest.name.lowercased() }) {
                    columns.append(try await column(forest.name, given.remove(at: place).source, &problems))
                } else if let cached = try await workspace.store.currentSchema(of: forest.connector.text) {
                    columns.append(MatrixColumn(name: forest.name, snapshot: cached.snapshot))
                } else {
                    unread.append(forest.name)
                }
            }
        }
        for (name, source) in given {
            guard !columns.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
                throw TaskError(.noSchema, "\(name) is given twice; each column of the matrix needs a name of its own.")
            }
            columns.append(try await column(name, source, &problems))
        }
        guard !columns.isEmpty else {
            throw TaskError(
                .notRefreshed,
                "There is no schema to show: none of \(unread.joined(separator: ", ")) has been read. "
                    + "`dryad schema refresh --yes` reads them, or give schemas with --source NAME=SOURCE."
            )
        }
        let matrix = SchemaMatrix(columns).selecting(patterns)
        return SchemaMatrixReading(
            matrix: matrix,
            merged: MergedConflict.find(in: matrix, rules: rules),
            unread: unread,
            problems: problems
        )
    }

    private func workspace(isNeeded: Bool) async throws -> Workspace {
        do {
            let workspace = try await Workspace.open(folder, surroundings: surroundings)
            guard isNeeded, workspace.configuration.forests.isEmpty else { return workspace }
        } catch let error as TaskError where error.code == .noWorkspace {
            throw TaskError(
                .noWorkspace,
                error.description + " Without one, give schemas with --source NAME=SOURCE."
            )
        }
        throw TaskError(
            .unknownForest,
            "This workspace has no forest yet; add one with `dryad forest add`, or give schemas with --source NAME=SOURCE."
        )
    }

    private func column(
        _ name: String,
        _ source: SchemaSource,
        _ problems: inout [SchemaFileProblem]
    ) async throws -> MatrixColumn {
        let read = try await SchemaSources(folder: folder, surroundings: surroundings).read(source)
        problems += read.problems
        return MatrixColumn(name: name, snapshot: read.snapshot)
    }
}
