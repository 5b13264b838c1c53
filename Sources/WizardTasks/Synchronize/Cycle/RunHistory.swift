import SQLiteStore
import SyncEngine
import SyncRules

/// Keeps what a run did, however it ended.
struct RunHistory {
    private let workspace: Workspace
    private let began: String

    /// The history of a run that begins now.
    init(_ workspace: Workspace) {
        self.workspace = workspace
        began = workspace.surroundings.date
    }

    /// Runs a body and puts its report into the history; a run that was asked to stop has ended as it was asked.
    ///
    /// What a body has done before it throws is kept in the history as well, and the error is thrown on.
    func keep(
        _ report: SynchronizationReport,
        _ body: (inout SynchronizationReport) async throws -> Void
    ) async throws -> SynchronizationReport {
        var report = report
        do {
            try await body(&report)
        } catch let stop as StopRequested {
            report.outcome = RunStatus.stoppedUser.rawValue
            report.stopped = stop.description
            workspace.store.forgetStopRequests()
        } catch {
            report.outcome = Self.status(of: error).rawValue
            report.notes.append("\(StoreError(database: error) ?? error)")
            _ = try? await end(report)
            throw error
        }
        report.number = try await end(report)
        return report
    }

    /// Notes, before anything leaves for a connector, what the run has done and what it lets pass, and that it goes on: should
    /// it be killed, this is what the history has of it.
    func begin(_ report: inout SynchronizationReport, export connector: ConnectorID, pending: Int) async throws {
        let now = workspace.surroundings.date
        var noted = report
        noted.outcome = RunStatus.inProgress.rawValue
        noted.steps.append(
            RunStep(
                connector: connector,
                profile: .export,
                began: now,
                ended: now,
                status: .inProgress,
                counters: [.pending: pending],
                remarks: [
                    "This was noted before the first change left. How many have left since is written when the run ends; where "
                        + "it never ended, the next export finds out what became of them."
                ]
            )
        )
        report.number = try await write(noted)
    }

    /// The word for a run that an error has ended.
    static func status(of error: any Error) -> RunStatus {
        if error is CancellationError || Task.isCancelled { return .stoppedUser }
        return StoreError(database: error)?.code == .full ? .stoppedDatabaseDiskFull : .stoppedConnectivity
    }

    /// Writes how a run ended, also where it was cancelled: in a cancelled task nothing is written any more, in another it is.
    private func end(_ report: SynchronizationReport) async throws -> Int {
        try await Task { try await write(report) }.value
    }

    private func write(_ report: SynchronizationReport) async throws -> Int {
        var record = RunRecord(
            number: 0,
            began: began,
            ended: workspace.surroundings.date,
            outcome: report.outcome,
            steps: report.lines,
            figures: report.figures
        )
        record.task = report.task
        record.author = workspace.surroundings.author
        record.details = report.steps
        record.overrides = report.overrides
        record.errors = report.objectNotices
        return try await workspace.store.record(record, over: report.number)
    }
}
