import DirectorySchema
import Plans
import SQLiteStore
import SyncEngine
import SyncExpressions
import SyncRules

/// View current configuration: what a workspace is, without a secret.
public struct WorkspaceOverview: Sendable, Hashable, Codable {
    /// One forest.
    public struct Forest: Sendable, Hashable, Codable {
        /// Its name.
        public let name: String
        /// Its connector.
        public let connector: String
        /// Where it is read from.
        public let source: String
        /// Who signs in.
        public let account: String?
        /// The version of its cached schema.
        public let schemaVersion: Int?
        /// When that was read.
        public let lastRefresh: String?
    }

    /// A run that is due.
    public struct Requirement: Sendable, Hashable, Codable {
        /// The run profile.
        public let run: String
        /// The connector's name.
        public let connector: String
        /// Why.
        public let reason: String
    }

    /// The switches of `semantics` that are not as Dryad has them by itself, ascending by name.
    public var otherReadings: [String] {
        RuleSemantics.switches.filter { semantics[$0.name] != RuleSemantics.standard[keyPath: $0.path] }.map(\.name)
            .sorted()
    }

    /// The folder.
    public let folder: String
    /// Whether staging mode is on.
    public let isStaging: Bool
    /// The optional features.
    public let options: [String]
    /// What rules mean where two readings are plausible, by the names of the switches.
    public let semantics: [String: Bool]
    /// The most deletions of one export.
    public let deletionLimit: Int
    /// Where the tenant is.
    public let tenantStore: String
    /// How many rules there are.
    public let ruleCount: Int
    /// The forests, in the order of creation.
    public let forests: [Forest]
    /// The runs that are due.
    public let requirements: [Requirement]
    /// The forests that there are rules of and dryad.yaml does not name any more, by their ids.
    public let strangers: [String]
    /// Who holds the workspace.
    public let holder: String?
    /// How people sign in to the tenant.
    public let signIn: String
    /// All settings; of a password only where it comes from.
    public let settings: [SettingList.Setting]
    /// The settings that are others than those of a new workspace with the same directories.
    public let differences: [SettingChange]

    /// What has to be done: refreshes of schemas without which every run is refused, then runs.
    public var due: [Requirement] {
        let refresh = "Schema Refresh"
        let gone = strangers.map { stranger in
            Requirement(
                run: refresh,
                connector: stranger,
                reason:
                    "dryad.yaml does not name this forest any more, and there are rules of it: no run is possible before "
                    + "`dryad schema refresh`, and its objects stay until the run after that"
            )
        }
        let unread = forests.filter { $0.schemaVersion == nil }.map { forest in
            Requirement(
                run: refresh,
                connector: forest.name,
                reason: "its schema has never been read: no run is possible before `dryad schema refresh`"
            )
        }
        return gone + unread + requirements
    }

    /// Reads it; takes no lock.
    public static func read(_ workspace: Workspace) async throws -> WorkspaceOverview {
        let configuration = workspace.configuration
        var forests: [Forest] = []
        for forest in configuration.forests {
            let version = try await workspace.store.currentSchema(of: forest.connector.text)
            let (source, account): (String, String?) =
                switch forest.source {
                case .file(let path): (path, nil)
                case .server(let server): (server.url, server.account)
                }
            forests.append(
                Forest(
                    name: forest.name,
                    connector: forest.connector.text,
                    source: source,
                    account: account,
                    schemaVersion: version?.number,
                    lastRefresh: version?.read
                )
            )
        }
        let holder = try await workspace.holder()
        let rules = try await WorkspaceRules.read(workspace)
        var requirements = try await workspace.store.requirements().map {
            Requirement(run: $0.kind.title, connector: configuration.name(of: $0.connector), reason: $0.reason)
        }
        if let late = try await CycleNeeds.find(workspace, policy: nil).isLateBecause {
            let run = RunRequirement.Kind.fullSynchronization.title
            requirements.append(Requirement(run: run, connector: "all", reason: late))
        }
        return WorkspaceOverview(
            folder: workspace.folder.path,
            isStaging: configuration.isStaging,
            options: RuleOptionSetting.settings(of: configuration.options).map {
                $0.value == "on" ? $0.key : "\($0.key) \($0.value)"
            },
            semantics: Dictionary(
                RuleSemantics.switches.map { ($0.name, configuration.semantics[keyPath: $0.path]) },
                uniquingKeysWith: { first, _ in first }
            ),
            deletionLimit: configuration.deletionLimit,
            tenantStore: configuration.tenantAddress?.url ?? configuration.tenantStore,
            ruleCount: rules.rules.count,
            forests: forests,
            requirements: requirements,
            strangers: CycleBasis(workspace, rules).strangers().map(\.text),
            holder: holder?.description,
            signIn: configuration.signIn.method.title,
            settings: SettingList(configuration).settings,
            differences: SettingList.changes(from: unchanged(configuration), to: configuration)
        )
    }

    /// What a new workspace with these directories would say.
    private static func unchanged(_ configuration: WorkspaceConfiguration) -> WorkspaceConfiguration {
        var new = WorkspaceConfiguration()
        new.forests = configuration.forests.map { forest in
            var plain = forest
            plain.filter = ContainerSelection()
            plain.groupFilter = nil
            plain.excludedDomains = []
            return plain
        }
        return new
    }
}
