import WizardTasks

/// The page of optional features.
struct FeatureReport: Report {
    struct Feature: Encodable {
        let name: String
        let title: String
        let value: String
        let takes: String
        let refusal: String?
    }

    static let kind = "customize"
    let result: [Feature]

    init(_ configuration: WorkspaceConfiguration) {
        result = OptionalFeature.all.map { feature in
            Feature(
                name: feature.name,
                title: feature.title,
                value: feature.value(in: configuration),
                takes: feature.takes,
                refusal: feature.refusal
            )
        }
    }

    func text(_ style: Style) -> String {
        var table = TextTable(["feature", "", "now", "takes"])
        for one in result where one.refusal == nil { table.add([one.name, one.title, one.value, one.takes]) }
        let fixed = result.compactMap { one in
            one.refusal.map { refusal -> String in
                var reason = TextTable([])
                reason.add([refusal])
                return style.faint("\(one.name)  \(one.value)\n" + reason.text(style, indent: "  "))
            }
        }
        return ([table.text(style), style.strong("not changed here")] + fixed).joined(separator: "\n\n")
    }
}
