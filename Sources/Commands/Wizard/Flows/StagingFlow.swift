import Plans
import WizardTasks

/// The page of "Configure staging mode".
final class StagingFlow: TaskFlow {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    func question(after given: [String: [String]]) async throws -> Question? {
        guard given["staging"] == nil else { return nil }
        let isOn = workspace.configuration.isStaging
        let plan = try await SwitchStagingMode(in: workspace).plan(to: isOn)
        let counts = plan.content.staging.map { PendingCounts.text($0) } ?? PendingCounts.text([:])
        var lines = [
            "Staging mode is \(isOn ? "on: nothing is exported" : "off"). Pending on the next cycle: \(counts)."
        ]
        if let other = plan.content.staging?.otherWriter { lines.append("Active on the same tenant: \(other).") }
        return Question(
            key: "staging",
            title: "Configure staging mode",
            lines: lines,
            kind: .one(
                [
                    Choice(word: "on", label: "Staging mode: everything is computed, nothing is exported"),
                    Choice(word: "off", label: "No staging mode: the next cycle exports"),
                ],
                preset: isOn ? 0 : 1
            )
        )
    }

    func outcome(of given: [String: [String]]) async throws -> FlowOutcome {
        let isOn = given["staging"]?.first == "on"
        return .settings(try await ChangeSettings(in: workspace).plan(.staging(StagingRequest(isOn: isOn))))
    }
}
