import Foundation
import Plans
import SQLiteStore
public import SyncEngine
import SyncRules

/// What the scheduler would do and what keeps it from it.
public struct SchedulerState: Sendable, Hashable, Codable {
    /// Whether cycles are run at all.
    public let isEnabled: Bool
    /// Minutes from the beginning of one cycle to that of the next.
    public let interval: Int
    /// For how many days the history of runs is kept.
    public let historyDays: Int
    /// Whether exports are held back.
    public let isStaging: Bool
    /// The policy of the next cycle.
    public let nextPolicy: CyclePolicy
    /// When it is due, ISO 8601 in UTC.
    public let nextStart: String
    /// Who holds the workspace, so that no cycle can begin.
    public let suspendedBy: String?
    /// What the next cycle does besides what its policy says, one sentence each.
    public let overrides: [String]
    /// The last cycle.
    public let last: RunRecord?

    /// Looks at a workspace; takes no lock.
    public static func read(_ workspace: Workspace) async throws -> SchedulerState {
        let configuration = workspace.configuration
        let needs = try await CycleNeeds.find(workspace, policy: nil)
        let last = try await lastCycle(workspace)
        let due = nextStart(after: last?.began, workspace)
        var overrides = try await workspace.store.requirements().map { requirement in
            "\(requirement.kind.title) of \(configuration.name(of: requirement.connector)): \(requirement.reason)"
        }
        if let because = needs.isLateBecause {
            overrides.append("\(RunRequirement.Kind.fullSynchronization.title): \(because)")
        }
        return SchedulerState(
            isEnabled: configuration.isSyncEnabled,
            interval: configuration.syncInterval,
            historyDays: configuration.historyDays,
            isStaging: configuration.isStaging,
            nextPolicy: needs.policy,
            nextStart: due.formatted(.iso8601),
            suspendedBy: try await workspace.holder()?.description,
            overrides: overrides,
            last: last
        )
    }

    /// The last run that was a cycle, however it ended.
    static func lastCycle(_ workspace: Workspace) async throws -> RunRecord? {
        // Runs of single profiles in between are few.
        try await workspace.runs(limit: 200).first { $0.task?.hasPrefix("cycle") ?? true }
    }

    /// The moment at which a cycle is due, one interval after the last one began; now, where there was none.
    static func nextStart(after began: String?, _ workspace: Workspace) -> Date {
        let now = workspace.surroundings.now()
        guard let began, let last = try? Date(began, strategy: .iso8601) else { return now }
        return max(now, last.addingTimeInterval(Double(workspace.configuration.syncInterval) * 60))
    }
}
