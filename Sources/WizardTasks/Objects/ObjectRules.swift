import Connectors
import Directory
import DirectorySchema
import Foundation
import SQLiteStore
import SyncEngine
import SyncRules

/// The rules of a workspace, ready to be asked about single objects.
struct ObjectRules {
    let workspace: Workspace
    let generated: GeneratedRules
    let active: GeneratedRules
    /// The rules that are there and switched off.
    let disabled: [PortableRule]
    let connectors: [SynchronizedConnector]
    let tracer: RuleTracer
    /// What a person should know before believing an answer.
    let notes: [String]

    /// Reads and compiles the rules; `replacing` are others that are to be tried in their place.
    ///
    /// Forests are asked for the names of their domains, which rules have parameters for; one that does not answer is named.
    static func read(_ workspace: Workspace, replacing rules: WorkspaceRules? = nil) async throws -> ObjectRules {
        let stored: WorkspaceRules
        if let rules { stored = rules } else { stored = try await WorkspaceRules.read(workspace) }
        let active = stored.active
        var connectors: [SynchronizedConnector] = []
        var notes: [String] = []
        for forest in workspace.configuration.forests {
            let schema = try await workspace.store.currentSchema(of: forest.connector.text)?.snapshot
            guard let schema else {
                throw TaskError(
                    .notRefreshed,
                    "The schema of \(forest.name) has never been read. Run `dryad schema refresh` first."
                )
            }
            var parameters = RuleParameters(values: ["Connector.ID": "{\(forest.connector.text)}"])
            do {
                parameters = try await ForestReaders(folder: workspace.folder, surroundings: workspace.surroundings)
                    .reader(forest).connector(forest.connector, schema: schema).parameters()
            } catch {
                try Task.checkCancellation()
                notes.append(
                    "\(forest.name) does not say what its domains are called, so what rules make of %Domain.FQDN% and its "
                        + "kind is missing here: \(error)"
                )
            }
            connectors.append(
                SynchronizedConnector(
                    identity: forest.connector,
                    kind: .forest,
                    schema: schema,
                    parameters: parameters,
                    rules: active.rules(of: forest.connector)
                )
            )
        }
        connectors.append(
            SynchronizedConnector(
                identity: .tenant,
                kind: .tenant,
                schema: nil,
                parameters: RuleParameters(values: ["Connector.ID": "{\(ConnectorID.tenant.text)}"]),
                rules: active.rules(of: .tenant)
            )
        )
        return ObjectRules(
            workspace: workspace,
            generated: stored.generated,
            active: active,
            disabled: stored.rules.filter(\.isDisabled),
            connectors: connectors,
            tracer: try RuleTracer(
                connectors: connectors,
                table: workspace.store.table,
                clock: clock(workspace)
            ),
            notes: notes
        )
    }

    static func clock(_ workspace: Workspace) -> FileTime {
        FileTime(unixSeconds: Int64(workspace.surroundings.now().timeIntervalSince1970))
    }

    /// The rules out to a forest that write something, by precedence.
    func outwards(to connector: ConnectorID) -> [SyncRule] {
        active.rules(of: connector).filter { $0.direction == .outbound && !$0.flows.isEmpty }
            .sorted { $0.precedence < $1.precedence }
    }

    /// The cached schema of a forest.
    func schema(of connector: ConnectorID) -> SchemaSnapshot? {
        connectors.first { $0.identity == connector }?.schema
    }

    /// The attributes that an import of a forest reads and that refer to other objects by their names.
    func references(of connector: ConnectorID) -> [AttributeID] {
        let schema = schema(of: connector)
        return AttributeInclusion.attributes(of: active.rules(of: connector))
            .filter { schema?.attribute($0)?.syntax?.isReference == true }
            .compactMap { workspace.store.table.existing($0) }
    }

    /// Runs every object through the rules in memory, as a full synchronization does; nothing is stored.
    ///
    /// `held` is what the store has of write-backs, where somebody wants to know what would wait for forests.
    func rehearse(
        _ spaces: ObjectSpaces,
        holding held: HeldWriteBacks = HeldWriteBacks()
    ) throws -> SynchronizationResult {
        let run = FullSynchronization(
            connectors: connectors,
            table: workspace.store.table,
            clock: Self.clock(workspace)
        )
        var all = Dictionary(spaces.spaces.map { ($0.connector, $0.objects) }) { first, _ in first }
        all[.tenant] = spaces.returned
        return try run.run(
            spaces: all,
            metaverse: spaces.metaverse,
            images: spaces.desired,
            exported: spaces.exported,
            writeBacks: held
        ) { _ in }
    }
}
