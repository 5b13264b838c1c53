import SQLiteStore
import SyncEngine

/// Keeps what a run did, however it ended.
struct RunHistory {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    /// Runs a body and puts its report into the history; a run that was asked to stop has ended as it was asked.
    ///
    /// What a body has done before it throws is kept in the history as well, and the error is thrown on.
    func keep(
        _ report: SynchronizationReport,
        _ body: (inout SynchronizationReport) async throws -> Void
    ) async throws -> SynchronizationReport {
        var report = report
        let began = workspace.surroundings.date
        do {
            try await body(&report)
        } catch let stop as StopRequested {
            report.outcome = RunStatus.stoppedUser.rawValue
            report.stopped = stop.description
            workspace.store.forgetStopRequests()
        } catch {
            let isCancelled = error is CancellationError || Task.isCancelled
            let failure = StoreError(database: error)
            let status: RunStatus = failure?.code == .full ? .stoppedDatabaseDiskFull : .stoppedConnectivity
            report.outcome = (isCancelled ? RunStatus.stoppedUser : status).rawValue
            report.notes.append("\(failure ?? error)")
            _ = try? await write(report, began)
            throw error
        }
        report.number = try await write(report, began)
        return report
    }

    private func write(_ report: SynchronizationReport, _ began: String) async throws -> Int {
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
        return try await workspace.store.record(record)
    }
}
