import Plans
import SQLiteStore
import SyncEngine

/// How a workspace stands: its forests, who holds it, what ran last, what is due.
public struct WorkspaceStatus: Sendable, Hashable, Codable {
    /// Who holds the workspace.
    public struct Lock: Sendable, Hashable, Codable {
        /// The task.
        public let task: String
        /// The account and host.
        public let owner: String
        /// The machine.
        public let host: String
        /// The process.
        public let process: Int32
        /// Since when.
        public let since: String
        /// When it last said that it is alive.
        public let renewed: String?

        init(_ holder: TaskHolder) {
            task = holder.task
            owner = holder.owner
            host = holder.host
            process = holder.processIdentifier
            since = holder.since
            renewed = holder.renewed
        }
    }

    /// A run of the history.
    public struct Run: Sendable, Hashable, Codable {
        /// Its number.
        public let number: Int
        /// When it began.
        public let began: String
        /// When it ended.
        public let ended: String
        /// How it ended.
        public let outcome: String

        init(_ run: RunRecord) {
            number = run.number
            began = run.began
            ended = run.ended
            outcome = run.outcome
        }
    }

    /// The folder.
    public let folder: String
    /// The forests, in the order of creation.
    public let forests: [WorkspaceOverview.Forest]
    /// Whether staging mode is on.
    public let isStaging: Bool
    /// How people sign in to the tenant.
    public let signIn: String
    /// Who holds the workspace; nothing while it is free.
    public let lock: Lock?
    /// The last run; nothing before the first.
    public let lastRun: Run?
    /// What has to be done: refreshes of schemas without which every run is refused, then runs.
    public let due: [WorkspaceOverview.Requirement]

    /// Looks; takes no lock.
    public static func read(_ workspace: Workspace) async throws -> WorkspaceStatus {
        let overview = try await WorkspaceOverview.read(workspace)
        let holder = try await workspace.holder()
        return WorkspaceStatus(
            folder: overview.folder,
            forests: overview.forests,
            isStaging: overview.isStaging,
            signIn: workspace.configuration.signIn.method.title,
            lock: holder.map { Lock($0) },
            lastRun: try await workspace.runs(limit: 1).first.map { Run($0) },
            due: overview.due
        )
    }
}
