import Diagnostics
import WizardTasks

/// The values that one change takes and gives, a line for each attribute.
struct ValueChangesText {
    private let changes: [ValueChange]
    private let names: [String: String]
    private let style: Style

    /// `names` says who is meant where a value is the name of an object in the tenant.
    init(_ changes: [ValueChange], names: [String: String], _ style: Style) {
        self.changes = changes
        self.names = names
        self.style = style
    }

    var text: String {
        let width = changes.map { Terminal.width(of: $0.attribute) }.max() ?? 0
        return changes.map { change in
            let title = change.attribute + String(repeating: " ", count: width - Terminal.width(of: change.attribute))
            return "    \(Terminal.visible(title))  \(values(change))"
        }.joined(separator: "\n")
    }

    private func values(_ change: ValueChange) -> String {
        // One value for another reads best as such.
        if change.removed.count == 1, change.added.count == 1 {
            return "\(style.bad(shown(change.removed[0]))) to \(style.good(shown(change.added[0])))"
        }
        return (change.removed.map { style.bad("-" + shown($0)) } + change.added.map { style.good("+" + shown($0)) })
            .joined(separator: "  ")
    }

    private func shown(_ value: String) -> String { Terminal.visible(names[value] ?? value) }
}
