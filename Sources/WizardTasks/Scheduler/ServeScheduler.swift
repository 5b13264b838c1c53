import Foundation
import SQLiteStore

/// Runs cycles at their interval until its task is cancelled.
///
/// Time and waiting are the surroundings'. A workspace that somebody else holds suspends it: it looks again every minute,
/// and goes on when the other one has ended. What it reads it reads anew for each cycle.
public struct ServeScheduler: Sendable {
    /// How long it waits before it looks again.
    static let patience = Duration.seconds(60)

    private let folder: WorkspaceFolder
    private let surroundings: Surroundings

    /// Prepares the task.
    public init(_ folder: WorkspaceFolder, surroundings: Surroundings) {
        self.folder = folder
        self.surroundings = surroundings
    }

    /// Runs until the task is cancelled, and then returns; `progress` hears of single objects.
    public func run(
        report: @escaping @Sendable (SchedulerEvent) -> Void,
        progress: @escaping @Sendable (TaskEvent) -> Void = { _ in }
    ) async throws {
        var own: Date?
        var said: SchedulerEvent?
        func say(_ event: SchedulerEvent) {
            // What goes on as before is said once.
            if event != said { report(event) }
            said = event
        }
        while !Task.isCancelled {
            let workspace = try await Workspace.open(folder, surroundings: surroundings)
            guard workspace.configuration.isSyncEnabled else {
                say(.disabled)
                guard await wait(Self.patience) else { return }
                continue
            }
            let state = try await SchedulerState.read(workspace)
            // A cycle that ended before it began stands in no history.
            let due = max(
                try Date(state.nextStart, strategy: .iso8601),
                own.map { SchedulerState.nextStart(after: $0.formatted(.iso8601), workspace) } ?? .distantPast
            )
            let left = due.timeIntervalSince(surroundings.now())
            guard left <= 0 else {
                say(.waiting(until: due.formatted(.iso8601), policy: state.nextPolicy))
                guard await wait(min(.seconds(left.rounded(.up)), Self.patience)) else { return }
                continue
            }
            do {
                let began = surroundings.now()
                let result = try await Synchronize(in: workspace).run(report: progress)
                own = began
                say(.ran(result))
                try await prune(workspace, report)
            } catch let error as StoreError where error.code == .locked {
                say(.suspended(error.description))
                guard await wait(Self.patience) else { return }
            } catch {
                guard !Task.isCancelled else { return }
                own = surroundings.now()
                say(.failed("\(error)"))
            }
        }
    }

    /// Forgets old runs, as the product does by itself.
    private func prune(_ workspace: Workspace, _ report: (SchedulerEvent) -> Void) async throws {
        let days = Double(workspace.configuration.historyDays)
        let moment = surroundings.now().addingTimeInterval(-days * 86_400).formatted(.iso8601)
        let count = try await workspace.changing("sync history") {
            try await workspace.store.prune(endedBefore: moment, keeping: nil)
        }
        if count > 0 { report(.pruned(count)) }
    }

    /// Whether there is still somebody who waits.
    private func wait(_ duration: Duration) async -> Bool {
        do { try await surroundings.wait(duration) } catch { return false }
        return !Task.isCancelled
    }
}
