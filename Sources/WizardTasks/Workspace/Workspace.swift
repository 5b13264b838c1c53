import CloudTenant
import Diagnostics
import Directory
import Foundation
public import Plans
public import SQLiteStore
import SyncRules

/// An open workspace: what people decided, and the stores of what was computed.
public struct Workspace: Sendable {
    /// Where it is.
    public let folder: WorkspaceFolder
    /// What people decided.
    public internal(set) var configuration: WorkspaceConfiguration
    /// What was computed.
    public let store: WorkspaceStore
    /// Where the simulated tenant is.
    public let place: TenantPlacement
    /// Time, chance, account.
    public let surroundings: Surroundings
    /// The lock, where this workspace is a wizard's that is open: its tasks run under it.
    var hold: WorkspaceHold?
    /// Why the tenant cannot be asked about objects, where that was found out; nothing more is asked of it then.
    var tenantSilence: String?
    /// The table of what is read of single objects of a tenant behind an address; that of the store takes no names from there.
    let remoteTable = AttributeTable()

    /// What making a workspace found.
    public enum Creation: String, Sendable, Codable {
        /// Nothing was there.
        case new
        /// A part was there: a configuration without a store, or what an interrupted attempt left.
        case completed
    }

    /// Makes a workspace: its configuration, its store, an empty tenant.
    ///
    /// A part that is there is kept, and the others are made: what is computed can be computed again. Staging mode is on in
    /// a new configuration.
    @discardableResult
    public static func create(in folder: WorkspaceFolder, surroundings: Surroundings) throws -> Creation {
        func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
        let hasConfiguration = isThere(folder.configuration)
        let known = hasConfiguration ? try ConfigurationReader.load(folder.configuration) : WorkspaceConfiguration()
        let tenant = known.tenantStore
        // A tenant behind an address is somebody else's to make.
        let hasTenant = known.tenantAddress != nil || isThere(folder.resolve(tenant))
        let hasStore = isThere(folder.store)
        guard !hasConfiguration || !hasStore || !hasTenant else {
            throw TaskError(.workspaceExists, "There is a workspace in \(folder.path) already; it was left alone.")
        }
        try WorkspaceFolder.makePrivate(folder.path)
        try WorkspaceFolder.makePrivate(folder.storage)
        if !hasStore { try WorkspaceStore.create(at: folder.store) }
        if !hasTenant { try TenantDatabase.create(at: folder.resolve(tenant)) }
        // Last, so that an interrupted attempt is not taken for a workspace.
        if !hasConfiguration { try ReplacingFile.replace(folder.configuration, with: ConfigurationTemplate.text) }
        return hasConfiguration || hasStore || (known.tenantAddress == nil && hasTenant) ? .completed : .new
    }

    /// Opens a workspace and finishes or undoes what a crash left.
    public static func open(_ folder: WorkspaceFolder, surroundings: Surroundings) async throws -> Workspace {
        guard FileManager.default.fileExists(atPath: folder.configuration) else {
            throw TaskError(
                .noWorkspace,
                "There is no workspace in \(folder.path) (no dryad.yaml). Make one with `dryad init`, "
                    + "or name another folder with --workspace."
            )
        }
        let configuration = try ConfigurationReader.load(folder.configuration)
        let store = try WorkspaceStore(path: folder.store)
        let place: TenantPlacement =
            if let address = configuration.tenantAddress {
                .address(address)
            } else {
                .file(
                    Tenant(
                        store: try TenantDatabase(path: folder.resolve(configuration.tenantStore)),
                        clock: surroundings.tenantClock
                    )
                )
            }
        return Workspace(
            folder: folder,
            configuration: configuration,
            store: store,
            place: place,
            surroundings: surroundings
        )
    }

    /// Who this workspace is to the tenant.
    var writer: TenantWriter {
        let host = surroundings.author.split(separator: "@").last.map { String($0) } ?? surroundings.author
        return TenantWriter(workspace: folder.path, host: host)
    }

    /// Runs a body that changes the workspace, alone; first finishes or undoes what a crash left.
    func changing<Result: Sendable>(_ task: String, _ body: () async throws -> Result) async throws -> Result {
        try await holding(task) { _ in try await body() }
    }

    /// Runs a body that changes the workspace, alone, and tells it as whom it holds the lock.
    func holding<Result: Sendable>(
        _ task: String,
        _ body: (TaskHolder) async throws -> Result
    ) async throws -> Result {
        if let hold { return try await settled { try await body(hold.holder) } }
        let hold = try await WorkspaceLock(path: folder.lock, store: store).hold(surroundings.holder(of: task))
        let heartbeat = Heartbeat(of: hold, surroundings)
        do {
            let result = try await settled { try await body(hold.holder) }
            await heartbeat.stop()
            await hold.release()
            return result
        } catch {
            await heartbeat.stop()
            await hold.release()
            throw error
        }
    }

    /// Who holds the workspace now; nothing when it is free.
    public func holder() async throws -> TaskHolder? {
        try await WorkspaceLock(path: folder.lock, store: store).holder()
    }

    private func settled<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        if try await InterruptedChanges(folder: folder, store: store).settle(),
            try ConfigurationReader.load(folder.configuration) != configuration
        {
            throw TaskError(
                .stalePlan,
                "A plan that was interrupted has been finished just now, and dryad.yaml says something else than when this "
                    + "command began. Nothing else was done; try again."
            )
        }
        return try await body()
    }

    /// The forests, or those of them that are named.
    func forests(named names: [String]) throws(TaskError) -> [ForestConfiguration] {
        guard !names.isEmpty else {
            guard !configuration.forests.isEmpty else {
                throw TaskError(
                    .unknownForest,
                    "This workspace has no forest yet; add one with `dryad forest add NAME --url ldaps://…`."
                )
            }
            return configuration.forests
        }
        var chosen: [ForestConfiguration] = []
        for name in names { chosen.append(try configuration.forest(named: name)) }
        return configuration.forests.filter { chosen.contains($0) }
    }
}
