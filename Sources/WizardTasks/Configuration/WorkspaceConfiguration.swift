public import SyncEngine
public import SyncExpressions
public import SyncRules

/// What people decide about a workspace: the content of dryad.yaml.
public struct WorkspaceConfiguration: Sendable, Hashable {
    /// The version of the file's format that this build reads.
    public static let formatVersion = 1
    /// Where the tenant's store is unless it is said otherwise.
    public static let defaultTenantStore = ".dryad/tenant.sqlite"

    /// The tenant's store, relative to the workspace or absolute.
    public var tenantStore = defaultTenantStore
    /// Where the tenant is served, if it is not in a file of this machine.
    public var tenantAddress: TenantAddress?
    /// Whether exports are held back.
    public var isStaging = true
    /// The most deletions that one export may carry out.
    public var deletionLimit = 500
    /// The most deletions of a type that one export may carry out, in percent of what the tenant has of it.
    public var deletionPercent = DeletionGuard.standard.percent
    /// How much of a class, or of a class in a container, an import may lose, in percent.
    public var importPercent = ImportGuard.standard.percent
    /// How often the scheduler runs a cycle, in minutes.
    public var syncInterval = 30
    /// Whether the scheduler runs cycles.
    public var isSyncEnabled = true
    /// For how many days the scheduler keeps the history of runs.
    public var historyDays = 7
    /// The build of the server whose configuration the workspace was made of; nothing where it was not.
    public var serverBuild: String?
    /// What rules depend on.
    public var options = RuleOptions.standard
    /// How people sign in to the tenant.
    public var signIn = SignInConfiguration()
    /// Whether passwords that people change in the tenant would be written back.
    public var hasPasswordWriteback = false
    /// What rules mean where two readings are plausible.
    public var semantics = RuleSemantics.standard
    /// The forests, in the order of their creation.
    public var forests: [ForestConfiguration] = []

    /// The configuration of a new workspace.
    public init() {}

    /// The guard before deletions; one that is set to the highest number is off, and so is its share.
    public var deletionGuard: DeletionGuard {
        DeletionGuard(limit: deletionLimit, percent: deletionLimit >= Int(Int32.max) ? 100 : deletionPercent)
    }
    /// The guard before imports that have lost much.
    public var importGuard: ImportGuard { ImportGuard(percent: importPercent, floor: ImportGuard.standard.floor) }

    /// The forest of that name, whatever its case.
    public func forest(named name: String) throws(TaskError) -> ForestConfiguration {
        if let found = forests.first(where: { $0.name.lowercased() == name.lowercased() }) { return found }
        let known =
            forests.isEmpty
            ? "This workspace has no forest yet; add one with `dryad forest add`."
            : "This workspace knows \(forests.map(\.name).joined(separator: ", "))."
        throw TaskError(.unknownForest, "There is no forest \(name). \(known)")
    }

    /// The name of a connector: of its forest, or `tenant`.
    public func name(of connector: ConnectorID) -> String {
        connector == .tenant ? "tenant" : forests.first { $0.connector == connector }?.name ?? connector.text
    }
}
