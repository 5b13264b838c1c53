import Plans
import SyncRules
import WizardTasks

/// Configure device options.
struct DeviceTask: PlanningTask, ListedTask {
    let task = AdditionalTask.devices

    /// The operations of the product's page, by the words of their commands.
    private enum Operation: String {
        case join = "hybrid-join"
        case writeback
        case disable = "disable-writeback"
    }

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        let configuration = workspace.configuration
        let isOn = configuration.options.has("deviceWriteback")
        var facts = FactsPart()
        facts.add("Hybrid join", configuration.options.has("deviceWriteUp") ? "on" : "off")
        facts.add("Device writeback", isOn ? "on" : "off")
        var form = TaskFormPart(path: path, token: token, button: "Show what it would do")
        form.addChoice(
            "Device options",
            name: "device",
            [
                (
                    Operation.join.rawValue, "Configure hybrid join",
                    "Computers of the forests are joined to the tenant too.", true, false
                ),
                (
                    Operation.writeback.rawValue, "Configure device writeback",
                    "Devices of the tenant are written back to one forest.", false, false
                ),
                (
                    Operation.disable.rawValue, "Disable device writeback", isOn ? nil : "Device writeback is off.",
                    false, !isOn
                ),
            ]
        )
        if configuration.forests.count > 1 {
            let first = configuration.forests.first?.name
            form.addChoice(
                "Device writeback forest",
                name: "forest",
                configuration.forests.map { ($0.name, $0.name, nil, $0.name == first, false) }
            )
        }
        return [facts, form]
    }

    func prepare(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> PreparedTask {
        let forest = workspace.configuration.forests.count > 1 ? form["forest"] : nil
        let request: DeviceRequest
        let sentence: String
        switch form["device"].flatMap({ Operation(rawValue: $0) }) {
        case .join:
            request = DeviceRequest(hybridJoin: true)
            sentence = "Computers of the forests are joined to the tenant too."
        case .writeback:
            guard forest != nil || workspace.configuration.forests.count == 1 else {
                throw Refusal.unanswered(
                    "No forest was chosen",
                    "Devices are written back to one forest: choose it",
                    self
                )
            }
            request = DeviceRequest(writeback: true, forest: forest)
            sentence = "Devices of the tenant are written back."
        case .disable:
            request = DeviceRequest(writeback: false)
            sentence = "Devices of the tenant are not written back any more."
        case nil: throw Refusal.unanswered("No device option was chosen", "Choose one", self)
        }
        let plan = try await ChangeSettings(in: workspace).plan(.devices(request))
        return try SettingsPlan.prepared(
            plan,
            sentence: plan.content.isEmpty ? "It is so already." : sentence,
            done: "The device options are configured."
        )
    }
}
