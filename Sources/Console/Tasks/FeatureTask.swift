import Plans
import SyncRules
import WizardTasks

/// Customize synchronization options: optional features.
struct FeatureTask: PlanningTask {
    let name = "features"
    let title = "Optional features"
    let summary =
        "Exchange hybrid, passwords, write-back of groups, apps and attributes that are exported, directory extensions."

    /// The most attributes that one page shows: a form with more would not be taken.
    private static let most = 900

    func question(_ workspace: Workspace, _ query: FormFields, token: String) async throws -> [any PagePart] {
        let choices = try await FeatureChoices.read(workspace)
        guard choices.attributes.count <= Self.most else {
            return [
                NoticePart(
                    kind: .info,
                    title: "More attributes than a page can hold",
                    lines: [
                        "Rules write \(choices.attributes.count) attributes of the tenant. Use the command: dryad customize "
                            + "options; dryad customize show lists what it takes."
                    ]
                )
            ]
        }
        var form = TaskFormPart(path: path, token: token, button: "Show what it would do")
        form.addHidden("shown", try choices.fingerprint.hex)
        form.addChoices("Optional features", name: "feature", Self.switches(workspace.configuration))
        form.addTicks(
            "Apps whose attributes are exported",
            name: "application",
            choices.applications.map { ($0.name, $0.name, nil, $0.isExported) }
        )
        if !choices.attributes.isEmpty { addAttributes(choices.attributes, to: &form) }
        form.addText(
            "Directory extensions",
            name: "extensions",
            label: "Attributes of the forests",
            hint: "As user.ATTRIBUTE or group.ATTRIBUTE, with commas between; nothing for none.",
            value: choices.extensions,
            most: 8_000
        )
        return [
            TextPart([
                TextLine("What stays as it was installed, with the reason", path: ConsolePath("tasks", "customize"))
            ]), form,
        ]
    }

    /// What is on or off; what is switched elsewhere is greyed.
    private static func switches(
        _ configuration: WorkspaceConfiguration
    ) -> [(value: String, label: String, hint: String?, isTicked: Bool, isDisabled: Bool, depth: Int)] {
        OptionalFeature.all.filter { $0.takes == "on or off" }.map { feature in
            (
                feature.name, feature.title, feature.refusal, feature.value(in: configuration) == "on",
                feature.refusal != nil, 0
            )
        }
    }

    private func addAttributes(_ attributes: [FilterableAttributes.Attribute], to form: inout TaskFormPart) {
        let left = attributes.count(where: \.isExcluded)
        form.addFolded(
            "Attributes that are exported",
            summary: left == 0
                ? "All \(attributes.count) of them: choose"
                : "\(attributes.count - left) of \(attributes.count): choose",
            name: "attribute",
            attributes.map { attribute in
                (
                    attribute.name, attribute.name, attribute.isNeeded ? "The tenant makes no user without it." : nil,
                    attribute.isNeeded || !attribute.isExcluded, attribute.isNeeded
                )
            }
        )
    }

    func prepare(
        _ workspace: Workspace,
        _ form: FormFields,
        _ report: @escaping @Sendable (TaskEvent) -> Void
    ) async throws -> PreparedTask {
        let choices = try await FeatureChoices.read(workspace)
        // What was not on the page was not unticked by anybody.
        guard try form["shown"] == choices.fingerprint.hex else {
            throw Refusal.stale("Rules write other attributes of the tenant now than those that the page showed.")
        }
        let applications = Set(form.all("application"))
        let request = choices.request(
            on: Set(form.all("feature")),
            applications: choices.applications.map(\.name).filter { applications.contains($0) },
            attributes: Set(form.all("attribute")),
            extensions: form["extensions"] ?? ""
        )
        let plan = try await ChangeSettings(in: workspace).plan(.options(request))
        return try SettingsPlan.prepared(
            plan,
            sentence: plan.content.isEmpty ? "The features are so already." : "Optional features change.",
            done: "The optional features are as planned."
        )
    }
}
