import Directory
import SyncRules
import WizardTasks

/// The pages of optional features.
final class FeatureFlow: TaskFlow {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    private static let filtering = "filtering"

    private var options: RuleOptions { workspace.configuration.options }
    private var isFiltering: Bool { options.applications != nil || !options.excludedAttributes.isEmpty }

    func question(after given: [String: [String]]) async throws -> Question? {
        guard let features = given["features"] else { return overview }
        if features.contains(Self.filtering) {
            if given["applications"] == nil {
                return Question(
                    key: "applications",
                    title: "Applications whose attributes are exported",
                    kind: .many(
                        CloudApplication.all.map {
                            Choice(word: $0.name, label: $0.name, isChosen: options.exports($0.name))
                        }
                    )
                )
            }
            if given["attributes"] == nil {
                return Question(
                    key: "attributes",
                    title: "Attributes that are exported",
                    kind: .many(try await FilterableAttributes.read(workspace).map(choice))
                )
            }
        }
        guard features.contains("extensions"), given["extensions"] == nil else { return nil }
        return Question(
            key: "extensions",
            title: "Directory extensions",
            lines: ["Attributes of the forests, as user.ATTRIBUTE or group.ATTRIBUTE, with commas between."],
            kind: .text(preset: options.extensions.map(\.description).joined(separator: ",")) { text in
                var trial = RuleOptions(features: [])
                return RuleOptionSetting(key: "extensions", value: text).apply(to: &trial)
            }
        )
    }

    private func choice(_ attribute: FilterableAttributes.Attribute) -> Choice {
        Choice(
            word: attribute.name,
            label: attribute.name,
            refusal: attribute.isNeeded ? "The tenant makes no user without it." : nil,
            isChosen: !attribute.isExcluded
        )
    }

    private var overview: Question {
        let configuration = workspace.configuration
        var choices: [Choice] = []
        for feature in OptionalFeature.all where feature.name != "excludedAttributes" {
            if feature.name == "applications" {
                choices.append(
                    Choice(word: Self.filtering, label: "App and attribute filtering", isChosen: isFiltering)
                )
                continue
            }
            let value = feature.value(in: configuration)
            choices.append(
                Choice(
                    word: feature.name,
                    label: feature.title + (feature.refusal == nil ? "" : ": \(value)"),
                    refusal: feature.refusal,
                    isChosen: feature.name == "extensions" ? !options.extensions.isEmpty : value == "on"
                )
            )
        }
        return Question(key: "features", title: "Optional features", kind: .many(choices))
    }

    func outcome(of given: [String: [String]]) async throws -> FlowOutcome {
        let chosen = Set(given["features"] ?? [])
        let isFiltered = chosen.contains(Self.filtering)
        let request = try await FeatureChoices.read(workspace).request(
            on: chosen,
            applications: isFiltered ? given["applications"] ?? [] : nil,
            attributes: isFiltered ? Set(given["attributes"] ?? []) : nil,
            extensions: chosen.contains("extensions") ? given["extensions"]?.first ?? "" : ""
        )
        return .settings(try await ChangeSettings(in: workspace).plan(.options(request)))
    }
}
