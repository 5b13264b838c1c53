import Connectors
import Directory
import Plans
import SQLiteStore
import SyncEngine
import SyncRules

/// Adds a directory, after it has answered.
///
/// A password is not in it, only where it comes from; neither is the identifier of the new connector, which follows from what
/// the plan is made from.
public struct DirectoryRequest: SettingsRequest {
    /// The name by which the directory is called.
    public var name: String
    /// Where it is read from.
    public var source: ForestConfiguration.Source
    /// The domains of a file, by their DNS names, that are not read; nothing where all are.
    ///
    /// A server has those of its own.
    public var excludedDomains: [String]?

    /// Asks for a directory.
    public init(name: String, source: ForestConfiguration.Source, excludedDomains: [String] = []) {
        self.name = name
        self.source = source
        let names = Set(excludedDomains.map(ASCII.lowercased)).sorted()
        self.excludedDomains = names.isEmpty ? nil : names
    }

    func draft(_ workspace: Workspace) async throws -> SettingsDraft {
        try check(workspace.configuration)
        let readers = ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings)
        let description = try await readers.reader(of: source).describe()
        let facts = ForestFact.lasting(description)
        var draft = SettingsDraft(workspace, touches: ["forests.\(name)."])
        draft.description = description
        draft.basis["what \(name) says of itself"] = try Fingerprint(canonical: facts)
        var forest = ForestConfiguration(
            name: name,
            connector: try await connector(description, workspace),
            ordinal: (workspace.configuration.forests.map(\.ordinal).max() ?? 0) + 1,
            source: source
        )
        if let excludedDomains {
            try await ForestTree.read(forest, workspace)
                .check(named: excludedDomains, excluded: Set(excludedDomains), of: name)
            forest.excludedDomains = excludedDomains
        }
        draft.configuration.forests.append(forest)
        draft.requirements = [RunRequirement.Kind.fullImport, .fullSynchronization].map {
            RunRequirement(connector: forest.connector, kind: $0, reason: "the directory is new")
        }
        draft.directory = DirectoryContent(
            name: name,
            facts: facts,
            refresh: "it was never read, and the rules are made from it"
        )
        return draft
    }

    private func check(_ configuration: WorkspaceConfiguration) throws(TaskError) {
        if let reason = ForestConfiguration.objection(to: name) {
            throw TaskError(.configuration, "\"\(name)\" cannot be the name of a forest: \(reason).")
        }
        guard (try? configuration.forest(named: name)) == nil else {
            throw TaskError(
                .forestExists,
                "There is a forest \(name) already. Remove it from dryad.yaml, or choose another name."
            )
        }
    }

    /// The identifier of the new connector.
    ///
    /// A GUID by chance would be another one on each face, and another one whenever the plan is made again before it is
    /// applied: what is applied would not be what was shown. It follows from the directory's name and domain and from what
    /// the workspace is. One that followed from the directory alone would come back when somebody takes the directory out of
    /// dryad.yaml and adds it again, and the new connector would find the old one's objects in its space; therefore the
    /// connectors that are there count, and how many directories were added before. Two workspaces that add one directory
    /// first give it one identifier; nothing holds connectors of several workspaces together.
    private func connector(_ description: ForestDescription, _ workspace: Workspace) async throws -> ConnectorID {
        let before = try await workspace.store.appliedCount(of: TaskRequest.directory(self).kind)
        let known = workspace.configuration.forests.map(\.connector.text).sorted()
        let parts = ["directory", name, description.domain ?? "", String(before)] + known
        return ConnectorID(DerivedGUID.text(of: parts.joined(separator: "\n")))
    }
}
