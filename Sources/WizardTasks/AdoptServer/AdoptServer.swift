import Diagnostics
import Directory
import DirectorySchema
import Foundation
import Plans
import SQLiteStore
import SyncEngine
import SyncRules

/// Makes a workspace of a server's exported configuration: its connectors, cached schemas, rules, options, staging state.
///
/// The rules of the server are laid as files over those that are generated for its cached schemas and its options. What a
/// refresh changes afterwards is what differs between the cached schema and the live one, and nothing else: how the server's
/// own rules differ from the generated ones is told here, once, and is no part of a later plan.
public struct AdoptServer: Sendable {
    private let export: ServerExport
    private let options: RuleOptions
    private let server: ServerOptions
    private let problems: [String]
    private let forests: [ForestConfiguration]

    /// Reads the export; `sources` say where forests are read, by their names.
    public init(export path: String, sources: [String: String]) throws {
        export = try Self.whole(ExportFolder.read(path), path)
        let (server, unknown) = ServerOptions.read(export)
        let (options, problems) = RuleOptions.read(server)
        guard options.conflicts.isEmpty else {
            throw TaskError(
                .options,
                "The server's options contradict each other:\n" + options.conflicts.joined(separator: "\n")
            )
        }
        let connectors = export.connectors.filter { !$0.isTenant }
        guard !connectors.isEmpty else {
            throw TaskError(.files, "\(path) holds no connector of a forest, so no workspace can be made of it.")
        }
        let names = connectors.map { ($0.forest ?? $0.name).lowercased() }
        for name in sources.keys.sorted() where !names.contains(name.lowercased()) {
            throw TaskError(
                .unknownForest,
                "The export has no forest \(name); it has \(names.joined(separator: ", "))."
            )
        }
        forests = try connectors.enumerated().map { number, connector in
            try Self.forest(connector, named: names[number], ordinal: number + 1, sources)
        }
        self.server = server
        self.options = options
        self.problems = unknown.filter { $0.severity > .note }.map(\.sentence) + problems
    }

    /// The export, if nothing of it is missing: what could not be read must not be taken for what somebody deleted.
    private static func whole(_ export: ServerExport, _ path: String) throws(TaskError) -> ServerExport {
        var lacks = export.problems.filter { $0.severity == .error }.map { problem in
            "\(problem.file): \(problem.sentence)"
        }
        if export.global == nil {
            lacks.append("There is no file of GlobalSettings in it, so nothing says the options.")
        }
        if export.rules.isEmpty { lacks.append("There is no rule in it.") }
        if !export.connectors.contains(where: \.isTenant) { lacks.append("There is no connector of the tenant in it.") }
        let connectors = Set(export.connectors.map { ConnectorID($0.identifier) })
        for rule in export.rules where !connectors.contains(ConnectorID(rule.connector)) {
            lacks.append("The rule \"\(rule.name)\" belongs to a connector that is not in it.")
        }
        for (name, count) in Dictionary(grouping: export.rules.compactMap(\.identifier), by: { $0 })
            .mapValues(\.count).sorted(by: { $0.key < $1.key }) where count > 1
        {
            lacks.append("The rule \(name) is in it \(count) times.")
        }
        for (name, count) in Dictionary(grouping: export.connectors.map(\.identifier), by: { $0 })
            .mapValues(\.count).sorted(by: { $0.key < $1.key }) where count > 1
        {
            lacks.append("The connector \(name) is in it \(count) times.")
        }
        guard lacks.isEmpty else {
            throw TaskError(
                .files,
                "\(path) could not be read whole, so no workspace was made of it:\n"
                    + lacks.map { "  \($0)" }.joined(separator: "\n")
            )
        }
        return export
    }

    /// Makes the workspace in a folder that has none.
    public func run(in folder: WorkspaceFolder, surroundings: Surroundings) async throws -> AdoptedServer {
        guard !FileManager.default.fileExists(atPath: folder.configuration) else {
            throw TaskError(.workspaceExists, "There is a workspace in \(folder.path) already; it was left alone.")
        }
        guard !FileManager.default.fileExists(atPath: folder.resolve(RuleFolder.name)) else {
            throw TaskError(
                .workspaceExists,
                "There is a folder \(RuleFolder.name) in \(folder.path) already, whose rules would be mixed with the server's."
            )
        }
        let text = try configuration()
        try WorkspaceFolder.makePrivate(folder.path)
        try ReplacingFile.replace(folder.configuration, with: text)
        try Workspace.create(in: folder, surroundings: surroundings)
        let workspace = try await Workspace.open(folder, surroundings: surroundings)
        let generated = RuleGenerator(catalogue: try .standard(), options: options).generate(for: connectors())
        let empty = WorkspaceRules(
            generated: generated,
            folder: RuleFolder(),
            connectors: RuleFileConnectors(forests: forests.map { ($0.name, $0.connector.text) })
        )
        let files = empty.files(laying: export.rules)
        try await workspace.changing("init") {
            let entry = PlanJournalEntry(
                identifier: surroundings.newIdentifier(),
                kind: "init.server",
                digest: try Fingerprint(canonical: generated),
                began: surroundings.date
            )
            var commit = ConfigurationCommit(journal: entry.identifier, date: surroundings.date)
            for (forest, connector) in zip(forests, export.connectors.filter { !$0.isTenant }) {
                commit.schemas.append((forest.connector, try version(connector, surroundings)))
                commit.requirements += [RunRequirement.Kind.fullImport, .fullSynchronization].map {
                    RunRequirement(connector: forest.connector, kind: $0, reason: "the workspace is new")
                }
            }
            commit.rules = generated
            commit.files = files
            try await workspace.store.begin(entry)
            try await workspace.store.commit(commit)
            try await InterruptedChanges(folder: folder, store: workspace.store).placeFiles()
        }
        return AdoptedServer(export, server, generated, forests: forests, problems: problems)
    }

    private func connectors() -> [GenerationConnector] {
        zip(forests, export.connectors.filter { !$0.isTenant }).map { forest, connector in
            GenerationConnector(
                identity: forest.connector,
                name: forest.name,
                kind: .forest,
                ordinal: forest.ordinal,
                schema: connector.schema
            )
        } + [GenerationConnector(identity: .tenant, name: "tenant", kind: .tenant, ordinal: 1, schema: .empty)]
    }

    private func version(_ connector: ExportedConnector, _ surroundings: Surroundings) throws -> SchemaVersion {
        SchemaVersion(
            number: 1,
            read: surroundings.date,
            source: "the exported configuration of \(export.global?.server ?? "a server")",
            // The forest's own name: a live schema of another forest is noticed.
            server: nil,
            digest: try Fingerprint(canonical: connector.schema).hex,
            snapshot: connector.schema
        )
    }

    /// Where nothing is said a forest is read from its own DNS name, as the server's connector does.
    private static func forest(
        _ connector: ExportedConnector,
        named name: String,
        ordinal: Int,
        _ sources: [String: String]
    ) throws(TaskError) -> ForestConfiguration {
        let given = sources.first { $0.key.lowercased() == name }?.value
        let source: ForestConfiguration.Source
        if let given {
            let isThere = given.contains("://") ? LDAPURL(given) != nil : FileManager.default.fileExists(atPath: given)
            guard isThere else {
                throw TaskError(
                    .configuration,
                    "\(name) cannot be read from \(given): it is neither a URL, such as ldaps://dc1.\(name), nor a file "
                        + "that is there."
                )
            }
        }
        if let given, !given.contains("://") {
            source = .file(URL(filePath: given).standardizedFileURL.path(percentEncoded: false))
        } else {
            source = .server(ForestConfiguration.Server(url: given ?? "ldaps://\(name)"))
        }
        if let reason = ForestConfiguration.objection(to: name) {
            throw TaskError(.configuration, "\"\(name)\" cannot be the name of a forest: \(reason).")
        }
        var forest = ForestConfiguration(
            name: name,
            connector: ConnectorID(connector.identifier),
            ordinal: ordinal,
            source: source
        )
        forest.excludedDomains = connector.partitions.filter { !$0.isSelected }
            .compactMap { $0.parameters["Domain.FQDN"]?.lowercased() }.sorted()
        return forest
    }

    /// The text of dryad.yaml; it is read back before anything is made.
    private func configuration() throws -> String {
        var editor = ConfigurationEditor(
            ConfigurationTemplate.text(
                options: RuleOptionSetting.settings(of: options),
                isStaging: server.isStaging ?? true,
                deletionLimit: server.stopsDeletions == false ? Int(Int32.max) : server.deletionThreshold ?? 500,
                serverBuild: server.serverVersion.flatMap { version in
                    version.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") } ? version : nil
                }
            )
        )
        for forest in forests { try editor.add(forest) }
        let read = try ConfigurationReader.read(.init(name: "dryad.yaml", text: editor.text))
        guard read.forests == forests, read.options == options else {
            throw TaskError(.notVerified, "The server's options cannot be written into dryad.yaml; nothing was made.")
        }
        return editor.text
    }
}
