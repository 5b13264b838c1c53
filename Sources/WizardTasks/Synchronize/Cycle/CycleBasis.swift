import DirectorySchema
import SQLiteStore
import SyncRules

/// What a cycle goes by - rules and cached schemas - and whether it may.
struct CycleBasis {
    /// What to say where a refresh would make other rules.
    static let oldRules =
        "The rules do not fit dryad.yaml and the cached schemas any more: `dryad schema refresh` shows what differs. "
        + "This run used the rules that were last applied."

    private let workspace: Workspace
    private let rules: WorkspaceRules

    init(_ workspace: Workspace, _ rules: WorkspaceRules) {
        self.workspace = workspace
        self.rules = rules
    }

    /// The forests with their cached schemas, or an error where one has none.
    func forests() async throws -> [(ForestConfiguration, SchemaSnapshot)] {
        var forests: [(ForestConfiguration, SchemaSnapshot)] = []
        for forest in try workspace.forests(named: []) {
            forests.append((forest, try await schema(of: forest)))
        }
        return forests
    }

    /// The cached schema of a forest, or an error where it has none.
    func schema(of forest: ForestConfiguration) async throws -> SchemaSnapshot {
        guard let schema = try await workspace.store.currentSchema(of: forest.connector.text)?.snapshot else {
            throw TaskError(
                .notRefreshed,
                "The schema of \(forest.name) has never been read. Run `dryad schema refresh` first."
            )
        }
        return schema
    }

    /// The forests that rules are of and dryad.yaml does not name, ascending.
    func strangers() -> [ConnectorID] {
        let known = Set(workspace.configuration.forests.map(\.connector) + [.tenant])
        return Set(rules.active.rules.map(\.identity.connector)).subtracting(known).sorted()
    }

    /// Rules of a forest that is no longer configured would let its objects fall out of the metaverse, and so out of the
    /// tenant, without anybody having seen that in a plan.
    func refuseStrangers() throws(TaskError) {
        let strangers = self.strangers()
        guard !strangers.isEmpty else { return }
        throw TaskError(
            .notRefreshed,
            "There are rules of a forest that dryad.yaml does not name any more (id "
                + "\(strangers.map(\.text).joined(separator: ", "))). Nothing was imported or exported. `dryad schema refresh` "
                + "plans to remove them; the next run then deletes that forest's objects from the tenant."
        )
    }

    /// Whether a refresh would make other rules of the same schemas: an option may have been changed since the last one.
    func rulesAreOld(_ schemas: [(ForestConfiguration, SchemaSnapshot)]) throws -> Bool {
        let forests = schemas.map { forest, schema in
            GenerationConnector(
                identity: forest.connector,
                name: forest.name,
                kind: .forest,
                ordinal: forest.ordinal,
                schema: schema
            )
        }
        let tenant = GenerationConnector(identity: .tenant, name: "tenant", kind: .tenant, ordinal: 1, schema: .empty)
        let generator = RuleGenerator(catalogue: try .standard(), options: workspace.configuration.options)
        // Numbers may be others than those of a generation of its own: rules that people made stand between them.
        return !RuleDiff(from: rules.generated, to: generator.generate(for: forests + [tenant])).changes.isEmpty
    }
}
