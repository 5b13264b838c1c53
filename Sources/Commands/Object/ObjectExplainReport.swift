import Diagnostics
import WizardTasks

/// Why an object or an attribute is as it is.
struct ObjectExplainReport: Report {
    static let kind = "object.explain"
    let result: ObjectExplanation
    let width: Int

    /// How many lines of detail a step shows; JSON has all of them.
    private static let limit = 12

    func text(_ style: Style) -> String {
        var parts = [folded(result.sentence, indent: "")]
        if !result.notes.isEmpty {
            parts.append(result.notes.map { style.attention("! ") + folded($0, indent: "  ") }.joined(separator: "\n"))
        }
        parts.append(result.steps.map { step($0, style) }.joined(separator: "\n"))
        return parts.joined(separator: "\n\n")
    }

    private func step(_ step: ObjectExplanation.Step, _ style: Style) -> String {
        let title = step.stage.rawValue + String(repeating: " ", count: 11 - step.stage.rawValue.count)
        let mark: String
        switch step.verdict {
        case .passes: mark = style.good("ok  ")
        case .notice: mark = style.attention("!   ")
        case .stops: mark = style.bad("stop")
        case .notReached: return style.faint("-     \(title)not reached")
        }
        let head = "\(mark)  \(style.strong(title))" + folded(step.sentence, indent: String(repeating: " ", count: 17))
        let shown = step.details.prefix(Self.limit).map { detail in
            String(repeating: " ", count: 17) + folded("- " + detail, indent: String(repeating: " ", count: 19))
        }
        let rest = step.details.count - Self.limit
        let more = rest > 0 ? [String(repeating: " ", count: 17) + "… and \(rest) more; --output json lists all."] : []
        return ([head] + shown + more).joined(separator: "\n")
    }

    private func folded(_ text: String, indent: String) -> String {
        FoldedText.lines(Terminal.visible(text), width: max(30, width - indent.count)).joined(separator: "\n" + indent)
    }
}
