import Diagnostics
import WizardTasks

/// The attributes of one change, with what goes, what comes, and which rules cause it.
struct PendingValueTable {
    private let values: [PendingChange.Value]
    private let width: Int
    /// How a value is shown.
    private let shown: (String) -> String

    init(_ values: [PendingChange.Value], width: Int, shown: @escaping (String) -> String = { $0 }) {
        self.values = values
        self.width = width
        self.shown = shown
    }

    func text(_ style: Style, indent: String) -> String {
        let rules = RuleNames(values.compactMap(\.rule))
        let sources = RuleNames(values.compactMap(\.sourceRule), title: "source")
        var table = FittedTable(
            ["attribute", "from", "to", rules.heading, sources.heading, "connector"],
            width: width
        )
        for value in values {
            let (removed, added) = (value.removed.map(shown), value.added.map(shown))
            table.add([
                value.attribute, ValueText.joined(removed, besides: added), ValueText.joined(added, besides: removed),
                rules.short(value.rule ?? ""), sources.short(value.sourceRule ?? ""), value.connector ?? "",
            ])
        }
        return table.text(style, indent: indent)
    }
}
