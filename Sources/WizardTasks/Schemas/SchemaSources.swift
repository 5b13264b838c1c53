import Connectors
import DirectorySchema
import Foundation
import SQLiteStore
import SyncRules

/// Reads a schema wherever it is.
public struct SchemaSources: Sendable {
    private let folder: WorkspaceFolder
    private let surroundings: Surroundings

    /// Prepares to read; the workspace in the folder is needed only by sources that name one of its forests.
    public init(folder: WorkspaceFolder, surroundings: Surroundings) {
        self.folder = folder
        self.surroundings = surroundings
    }

    /// Reads a source; what it is made of is put together in the order in which it is written.
    public func read(_ source: SchemaSource) async throws -> ReadSchema {
        var assembler: SchemaAssembler?
        var snapshot: SchemaSnapshot?
        for place in source.places {
            switch place {
            case .path(let path):
                var files = assembler ?? SchemaAssembler(base: snapshot)
                try SchemaFiles.add(path, to: &files)
                assembler = files
            default:
                guard snapshot == nil, assembler == nil else {
                    throw TaskError(
                        .noSchema,
                        "Only files can be put onto a schema; \(source) has a server or a cache after the first +."
                    )
                }
                snapshot = try await base(place)
            }
        }
        if let document = assembler?.document() {
            return ReadSchema(
                source: source.description,
                snapshot: document.snapshot,
                server: document.server,
                problems: document.problems,
                isOpen: document.isOpen
            )
        }
        return ReadSchema(source: source.description, snapshot: snapshot ?? .empty, server: nil, problems: [])
    }

    private func base(_ place: SchemaSource.Place) async throws -> SchemaSnapshot {
        switch place {
        case .path: throw TaskError(.noSchema, "A file is no base of this kind.")
        case .cache(let name, let version):
            let workspace = try await Workspace.open(folder, surroundings: surroundings)
            return try await cached(name, version, workspace)
        case .live(let name):
            let workspace = try await Workspace.open(folder, surroundings: surroundings)
            return try await read(try workspace.configuration.forest(named: name).source)
        case .url(let url):
            if let workspace = try? await Workspace.open(folder, surroundings: surroundings) {
                for forest in workspace.configuration.forests {
                    if case .server(let server) = forest.source, server.url == url {
                        return try await read(forest.source)
                    }
                }
            }
            return try await read(.server(ForestConfiguration.Server(url: url)))
        }
    }

    private func cached(_ name: String, _ version: Int?, _ workspace: Workspace) async throws -> SchemaSnapshot {
        let forest = try workspace.configuration.forest(named: name)
        let found: SchemaVersion?
        if let version {
            found = try await workspace.store.schema(of: forest.connector.text, version: version)
        } else {
            found = try await workspace.store.currentSchema(of: forest.connector.text)
        }
        guard let found else {
            throw TaskError(
                .notRefreshed,
                version.map {
                    "\(forest.name) has no cached schema of version \($0). `dryad schema history \(forest.name)` lists them."
                } ?? "The schema of \(forest.name) has never been read; `dryad schema refresh` reads it."
            )
        }
        return found.snapshot
    }

    private func read(_ source: ForestConfiguration.Source) async throws -> SchemaSnapshot {
        let reader = try ForestReaders(folder: folder, surroundings: surroundings).reader(of: source)
        return try await reader.readSchema { _ in }.snapshot
    }
}
