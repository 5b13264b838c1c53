import Diagnostics
import SyncRules

/// How two sets of rules differ; as JSON version 1 of its form.
struct RulesDiffReport: Report {
    struct Result: Encodable {
        let version = 1
        let from: String
        let to: String
        let changes: [PortableRuleChange]
        let renumbered: [String]
        let problems: [ExchangeProblem]
    }

    static let kind = "rules.diff"
    static let isEnveloped = false
    let result: Result

    init(_ diff: PortableRuleDiff, _ old: String, _ new: String, problems: [ExchangeProblem]) {
        result = Result(
            from: old,
            to: new,
            changes: diff.changes,
            renumbered: diff.renumbered,
            problems: problems.filter { $0.severity > .note }
        )
    }

    func text(_ style: Style) -> String {
        var lines = [sentence]
        lines += result.problems.map { style.bad("! ") + Terminal.visible("\($0.file): \($0.sentence)") }
        for action in PortableRuleChange.Action.allCases {
            for change in result.changes where change.action == action {
                lines.append(marked(action, style) + Terminal.visible(" \(change.rule)  (\(change.connector))"))
                for part in change.parts {
                    lines.append("    " + Terminal.visible(part.part))
                    if let from = part.from { lines.append("      " + style.bad("-") + " " + Terminal.visible(from)) }
                    if let to = part.to { lines.append("      " + style.good("+") + " " + Terminal.visible(to)) }
                }
            }
        }
        if !result.renumbered.isEmpty {
            lines.append(
                style.faint("\(WordList.count(result.renumbered.count, "rule")) differ in nothing but their number.")
            )
        }
        return lines.joined(separator: "\n")
    }

    private var sentence: String {
        let (from, to) = (Terminal.visible(result.from), Terminal.visible(result.to))
        guard !result.changes.isEmpty else { return "The rules of \(from) and \(to) do the same." }
        let counts = PortableRuleChange.Action.allCases.compactMap { action -> String? in
            let count = result.changes.count { $0.action == action }
            return count == 0 ? nil : "\(WordList.count(count, "rule")) \(action.rawValue)"
        }
        return "From \(from) to \(to): \(WordList.join(counts))."
    }

    private func marked(_ action: PortableRuleChange.Action, _ style: Style) -> String {
        switch action {
        case .removed: style.bad("- removed")
        case .added: style.good("+ added")
        case .modified: style.attention("~ modified")
        }
    }
}
