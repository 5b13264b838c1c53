import SyncRules
import WizardTasks

/// The pages of "Configure device options".
final class DeviceFlow: TaskFlow {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    func question(after given: [String: [String]]) async throws -> Question? {
        let isOn = workspace.configuration.options.has("deviceWriteback")
        guard let operation = given["device"]?.first else {
            return Question(
                key: "device",
                title: "Device options",
                kind: .one(
                    [
                        Choice(word: "hybrid-join", label: "Configure hybrid join"),
                        Choice(word: "writeback", label: "Configure device writeback"),
                        Choice(
                            word: "disable-writeback",
                            label: "Disable device writeback",
                            refusal: isOn ? nil : "Device writeback is off."
                        ),
                    ],
                    preset: 0
                )
            )
        }
        let forests = workspace.configuration.forests
        guard operation == "writeback", forests.count > 1, given["forest"] == nil else { return nil }
        return Question(
            key: "forest",
            title: "Device writeback forest",
            kind: .one(forests.map { Choice(word: $0.name, label: $0.name) }, preset: 0)
        )
    }

    func outcome(of given: [String: [String]]) async throws -> FlowOutcome {
        let request =
            switch given["device"]?.first {
            case "writeback": DeviceRequest(writeback: true, forest: given["forest"]?.first)
            case "disable-writeback": DeviceRequest(writeback: false)
            default: DeviceRequest(hybridJoin: true)
            }
        return .settings(try await ChangeSettings(in: workspace).plan(.devices(request)))
    }
}
