public import Plans
import SyncEngine
import SyncRules

/// Configure staging mode: whether exports are held back.
public struct SwitchStagingMode: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// What switching would do; nothing changes.
    public func plan(to isOn: Bool) async throws -> Plan<StagingContent> {
        let pending = try await PendingView(workspace).list()
        var counts: [String: Int] = [:]
        for change in pending { counts[change.operation.rawValue, default: 0] += 1 }
        let deletions = counts["delete"] ?? 0
        let hazards =
            !isOn && deletions > 0
            ? [
                Hazard(
                    kind: "exportsDeletions",
                    subject: "tenant",
                    sentence:
                        "The next export would delete \(deletions) object\(deletions == 1 ? "" : "s") of the tenant."
                )
            ] : []
        return try Plan(
            kind: "staging.switch",
            basis: try basis(),
            content: StagingContent(from: workspace.configuration.isStaging, to: isOn, pending: counts),
            hazards: hazards,
            origin: workspace.surroundings.origin
        )
    }

    /// Switches; refused where the configuration has moved since the plan was made.
    public func apply(_ plan: Plan<StagingContent>) async throws {
        let isOn = plan.content.to
        guard plan.content.from != isOn else { return }
        var expected = workspace.configuration
        expected.isStaging = isOn
        let after = expected
        try await workspace.changing("staging") {
            let current = try ConfigurationReader.load(workspace.folder.configuration)
            guard current == workspace.configuration else {
                throw TaskError(.stalePlan, "dryad.yaml has changed since the plan was made. Look at a new plan.")
            }
            try await ConfigurationChange(workspace: workspace, kind: plan.kind).apply(expected: after) { editor in
                try editor.set("staging", to: isOn ? "true" : "false")
            }
        }
    }

    private func basis() throws -> [String: Fingerprint] {
        ["staging": try Fingerprint(canonical: workspace.configuration.isStaging)]
    }
}
