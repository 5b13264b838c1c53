import Diagnostics
import Directory
import DirectorySchema
import WizardTasks

/// The differences of a forest that decisions hold back, and the decisions about those that are taken over.
struct HeldText {
    private let forest: ForestRefresh
    private let style: Style

    init(_ forest: ForestRefresh, _ style: Style) {
        self.forest = forest
        self.style = style
    }

    var lines: [String] {
        let deferred = forest.held.filter { $0.decision.choice == .defer }
        let ignored = forest.held.count - deferred.count
        var lines = deferred.map { held in
            "  " + style.attention("~ deferred")
                + Terminal.visible(
                    " \(held.change.element.rawValue) \(held.change.name) (\(held.change.action.rawValue))"
                        + words(held.decision)
                )
        }
        if ignored > 0 {
            let until = forest.held.compactMap(\.decision.until).min() ?? ""
            lines.append(
                "  " + style.faint("\(WordList.count(ignored, "difference")) ignored, the first until \(until)")
            )
        }
        lines += forest.accepted.map { decision in
            let over = decision.choice == .ignore ? "no longer ignored" : "accepted"
            return "  " + style.good("+ \(over)") + Terminal.visible(" \(decision.name)" + words(decision))
        }
        return lines
    }

    private func words(_ decision: SchemaDecision) -> String {
        let day = decision.when.prefix(10)
        return " by \(decision.who) on \(day)" + (decision.why.isEmpty ? "" : ": \(decision.why)")
    }
}
