import Connectors
import LDAPClient
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
            let status = Self.status(of: error)
            let sentence = "\(StoreError(database: error) ?? error)"
            report.outcome = status.rawValue
            report.notes.append(sentence)
            if status != .stoppedUser { say(sentence, status, in: &report) }
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
        if StoreError(database: error)?.code == .full { return .stoppedDatabaseDiskFull }
        if case .otherWriter? = error as? TenantExportError { return .stoppedOtherWriter }
        switch error {
        case is LDAPError, is ConnectorError: return ImportFailure.status(of: error)
        case is TenantExportError, is TransportFailure: return .stoppedConnectivity
        // Everything could be reached: it is a matter of rules, settings or the store.
        default: return .stoppedServer
        }
    }

    /// An error's sentence as remarks: a rule that does not compile is shown with its place, on lines of its own.
    static func remarks(_ sentence: String) -> [String] { sentence.split(separator: "\n").map(String.init) }

    /// Has a step say why the run ended, since the history shows the remarks of steps: the one that the error has ended, or the
    /// one that would have come next.
    private func say(_ sentence: String, _ status: RunStatus, in report: inout SynchronizationReport) {
        let remarks = Self.remarks(sentence)
        if let last = report.steps.indices.last, report.steps[last].status == status {
            if report.steps[last].remarks.suffix(remarks.count) == remarks[...] { return }
            if report.steps[last].profile == .export {
                report.steps[last].remarks += remarks
                return
            }
        }
        report.steps.append(
            RunStep(
                connector: nil,
                profile: Self.next(in: report),
                began: report.steps.last?.ended ?? began,
                ended: workspace.surroundings.date,
                status: status,
                remarks: remarks
            )
        )
    }

    /// What a run would have gone on with: the one profile that was asked for, or the next one of a cycle.
    private static func next(in report: SynchronizationReport) -> RunProfile {
        let word = report.task.split(separator: " ").last.map(String.init) ?? ""
        if let profile = RunProfile(rawValue: word) { return profile }
        guard report.synchronization == nil else { return .export }
        return word == CyclePolicy.initial.rawValue ? .fullSynchronization : .deltaSynchronization
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
