public import Plans
import SQLiteStore

/// Applies a plan from a file, once, if everything it was made from is what it was.
///
/// The forests are read again and the plan is made again: only where that gives the same digest is it applied.
public struct ApplyPlan: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Applies the plan, or says what has moved; gives the plan as it was made again.
    public func run(
        _ file: PlanFile,
        report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> Plan<RefreshContent> {
        let plan = file.plan
        if let date = try await workspace.store.applied(plan.digest) {
            throw TaskError(.stalePlan, "This plan was applied on \(date) already; a plan is applied once.")
        }
        let task = RefreshSchema(in: workspace)
        let again = try await task.prepare(plan.content.request, report: report)
        guard again.plan.digest == plan.digest else {
            throw TaskError(
                .stalePlan,
                "The plan is stale: \(moved(plan, again.plan)). Nothing was applied; make a new plan."
            )
        }
        try await task.apply(again)
        return again.plan
    }

    /// Applies a plan to change settings, or says what has moved.
    public func run(_ plan: Plan<SettingsContent>) async throws {
        if let date = try await workspace.store.applied(plan.digest) {
            throw TaskError(.stalePlan, "This plan was applied on \(date) already; a plan is applied once.")
        }
        let task = ChangeSettings(in: workspace)
        let again = try await task.plan(plan.content.request)
        guard again.digest == plan.digest else {
            let moved = plan.staleness(against: again.basis).joined(separator: ", ")
            throw TaskError(
                .stalePlan,
                "The plan is stale: \(moved.isEmpty ? "what it was made from" : moved) changed since it was made. Nothing was "
                    + "applied; make a new plan."
            )
        }
        try await task.apply(again)
    }

    private func moved(_ old: Plan<RefreshContent>, _ new: Plan<RefreshContent>) -> String {
        var parts = old.staleness(against: new.basis)
        for (before, after) in zip(old.content.forests, new.content.forests) where before.liveDigest != after.liveDigest
        {
            parts.append(
                after.state == .failed
                    ? "\(after.name) cannot be read (\(after.failure ?? ""))" : "the live schema of \(after.name)"
            )
        }
        guard !parts.isEmpty else {
            return "the same states lead to another plan, by a decision's date or another version"
        }
        return parts.joined(separator: ", ")
            + (parts.count == 1 && new.content.failures.isEmpty ? " changed since it was made" : " changed")
    }
}
