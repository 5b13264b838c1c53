import Directory
import DirectorySchema
import Foundation
import SQLiteStore
public import SyncExpressions
import SyncRules

/// Finds out which attributes an expression may name.
public struct ReadKnownAttributes: Sendable {
    private let folder: WorkspaceFolder
    private let surroundings: Surroundings

    /// Prepares to read; a workspace need not be in the folder.
    public init(folder: WorkspaceFolder, surroundings: Surroundings) {
        self.folder = folder
        self.surroundings = surroundings
    }

    /// The attributes of a schema, wherever it is.
    public func schema(_ source: SchemaSource) async throws -> KnownAttributes {
        let schema = try await SchemaSources(folder: folder, surroundings: surroundings).read(source)
        if let cut = schema.cut {
            throw TaskError(
                .noSchema,
                "\(source) is not whole, so that nobody can say which attributes it does not have. \(cut.place): "
                    + "\(cut.reason)."
            )
        }
        return KnownAttributes(Self.attributes(of: [schema.snapshot]))
    }

    /// The attributes of the metaverse, which rules outwards read.
    public func metaverse() throws -> KnownAttributes {
        let vocabulary = try CatalogueVocabulary.standard()
        let names = vocabulary.classes(of: .metaverse).flatMap { vocabulary.attributes(of: $0, in: .metaverse) }
        return KnownAttributes(names: names, owner: "metaverse")
    }

    /// The attributes of all cached schemas of the workspace in the folder and of the metaverse; nothing where there is no
    /// workspace, or none of its schemas has been read.
    public func workspace() async throws -> (attributes: KnownAttributes, forests: [String])? {
        guard FileManager.default.fileExists(atPath: folder.configuration) else { return nil }
        let workspace = try await Workspace.open(folder, surroundings: surroundings)
        var snapshots: [SchemaSnapshot] = []
        var forests: [String] = []
        for forest in workspace.configuration.forests {
            guard let cached = try await workspace.store.currentSchema(of: forest.connector.text) else { continue }
            snapshots.append(cached.snapshot)
            forests.append(forest.name)
        }
        guard !snapshots.isEmpty else { return nil }
        var all = Self.attributes(of: snapshots)
        let vocabulary = try CatalogueVocabulary.standard()
        let written = try await WorkspaceRules.read(workspace).active.rules.filter { $0.direction == .inbound }
            .flatMap(\.flows).map(\.destination)
        let metaverse = vocabulary.classes(of: .metaverse).flatMap { vocabulary.attributes(of: $0, in: .metaverse) }
        for name in metaverse + written where all[name] == nil { all[name] = .init() }
        return (KnownAttributes(all, owner: "cached schemas and the metaverse"), forests)
    }

    /// Where schemas disagree about several values, that is not known; the first spelling of a name counts.
    private static func attributes(
        of schemas: [SchemaSnapshot]
    ) -> [AttributeName: KnownAttributes.Attribute] {
        var known: [AttributeName: KnownAttributes.Attribute] = [:]
        for attribute in schemas.flatMap(\.attributes) where !attribute.isDefunct {
            for name in [attribute.name] + attribute.aliases {
                let isMultiValued = !attribute.isSingleValued
                if let earlier = known[name] {
                    if earlier.isMultiValued != isMultiValued { known[name] = .init() }
                } else {
                    known[name] = .init(isMultiValued: isMultiValued)
                }
            }
        }
        return known
    }
}
