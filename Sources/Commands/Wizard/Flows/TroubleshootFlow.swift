import WizardTasks

/// The page of "Troubleshoot".
final class TroubleshootFlow: TaskFlow {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    func question(after given: [String: [String]]) async throws -> Question? {
        guard given["object"] == nil else { return nil }
        return Question(
            key: "object",
            title: "Troubleshoot",
            lines: [
                "An object to follow into the tenant: its DN, sign-in name or anchor. Nothing looks at the rest alone."
            ],
            kind: .text(preset: "") { _ in nil }
        )
    }

    func outcome(of given: [String: [String]]) async throws -> FlowOutcome {
        let object = given["object"]?.first.flatMap { $0.isEmpty ? nil : $0 }
        return .page(TroubleshootReport(result: try await Troubleshoot(in: workspace).run(object: object)).text(.plain))
    }
}
