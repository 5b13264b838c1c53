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
    /// The build of the server whose configuration the workspace was made of; nothing where it was not.
    public var serverBuild: String?
    /// What rules depend on.
    public var options = RuleOptions.standard
    /// The forests, in the order of their creation.
    public var forests: [ForestConfiguration] = []

    /// The configuration of a new workspace.
    public init() {}

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
