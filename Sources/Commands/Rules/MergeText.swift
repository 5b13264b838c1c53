import Diagnostics
import SyncRules
import WizardTasks

/// A merge of rules as people read it: one sentence, what waits for a decision, what changes, what to know besides.
struct MergeText {
    /// What is shown of a merge.
    private struct Content {
        let outcomes: [RuleMergeOutcome]
        let conflicts: [RuleMergeConflict]
        let notices: [RuleMergeNotice]
        let renumbered: [RuleRenumbering]
        let counts: RuleMergeCounts
        let sentence: String?
    }

    private let result: Content
    /// The name of a connector, where one is known.
    private let connector: (String) -> String

    init(_ result: RuleMergeResult, connector: @escaping (String) -> String = { $0 }) {
        self.result = Content(
            outcomes: result.outcomes,
            conflicts: result.conflicts,
            notices: result.notices,
            renumbered: result.renumbered,
            counts: result.counts,
            sentence: Self.sentence(result)
        )
        self.connector = connector
    }

    /// What a plan says of a merge; the rules that appear, change and go stand in the plan already.
    init(_ report: RuleMergeReport, connector: @escaping (String) -> String = { $0 }) {
        result = Content(
            outcomes: [],
            conflicts: report.conflicts,
            notices: report.notices,
            renumbered: report.renumbered,
            counts: report.counts,
            sentence: nil
        )
        self.connector = connector
    }

    func text(_ style: Style) -> String {
        var lines = [result.sentence].compactMap(\.self)
        for conflict in result.conflicts where conflict.resolution == nil { lines += versions(conflict, style) }
        for conflict in result.conflicts where conflict.resolution != nil { lines += versions(conflict, style) }
        for (kind, mark) in [
            (RuleMergeOutcome.Kind.removed, style.bad("- removed")), (.added, style.good("+ added")),
        ] {
            lines += result.outcomes.filter { $0.kind == kind }.map { "\(mark) \(name($0.rule))" + switched($0) }
        }
        for outcome in result.outcomes where !outcome.taken.isEmpty {
            let parts = outcome.taken.map { Terminal.visible($0.description) }
            lines.append("\(style.attention("~ updated")) \(name(outcome.rule))" + switched(outcome))
            lines.append(WordList.wrap(parts, indent: "    ", width: 116))
        }
        for notice in result.notices { lines += words(notice, style) }
        if !result.renumbered.isEmpty { lines.append(style.faint(renumbered)) }
        if let rest { lines.append(style.faint(rest)) }
        return lines.joined(separator: "\n")
    }

    private static func sentence(_ result: RuleMergeResult) -> String {
        let counts = result.counts
        var changes: [String] = []
        if counts.added > 0 { changes.append("\(counts.added) added") }
        if counts.removed > 0 { changes.append("\(counts.removed) removed") }
        let updated = result.outcomes.count { !$0.taken.isEmpty }
        if updated > 0 { changes.append("\(updated) updated") }
        let open = result.openConflicts.count
        let waiting = open == 0 ? "" : "; \(WordList.count(open, "part")) changed on both sides, and nobody decided"
        guard !changes.isEmpty else { return "No rule changes\(waiting)." }
        return "Of \(WordList.count(result.rules.count, "rule")): \(WordList.join(changes))\(waiting)."
    }

    private func versions(_ conflict: RuleMergeConflict, _ style: Style) -> [String] {
        let sides = [
            ("generated before", conflict.base), ("yours", conflict.theirs), ("generated now", conflict.ours),
        ]
        let head =
            conflict.resolution == nil ? style.bad("! conflict") : style.attention("~ decided")
        var lines = ["\(head) \(name(conflict.rule)): \(Terminal.visible(conflict.part.description))"]
        let width = sides.map(\.0.count).max() ?? 0
        for (label, version) in sides {
            let indent = "    " + label + String(repeating: " ", count: width - label.count) + "  "
            lines += Self.lines(version ?? "(not there)", behind: indent)
        }
        switch conflict.resolution {
        case nil: lines.append("    Yours stays until somebody decides.")
        case .ours: lines.append("    What is generated now is taken.")
        case .theirs: lines.append("    Yours stays.")
        }
        return lines
    }

    /// A text of several lines, each below the one before.
    private static func lines(_ text: String, behind indent: String) -> [String] {
        let blanks = String(repeating: " ", count: indent.count)
        return text.split(omittingEmptySubsequences: false) { $0.isNewline }.enumerated().map { number, line in
            (number == 0 ? indent : blanks) + Terminal.visible(String(line))
        }
    }

    private func words(_ notice: RuleMergeNotice, _ style: Style) -> [String] {
        let first = "\(style.strong("note")) \(name(notice.rule)): \(Terminal.visible(notice.sentence))"
        let parts = notice.parts.map { Terminal.visible($0.part) }
        return parts.isEmpty ? [first] : [first, WordList.wrap(parts, indent: "    ", width: 116)]
    }

    private var renumbered: String {
        "\(WordList.count(result.renumbered.count, "rule")) got another number; their order is as it was."
    }

    /// What stays, in one line.
    private var rest: String? {
        let counts = result.counts
        let kinds = [
            (counts.kept, "as generated"), (counts.edited, "edited"), (counts.disabled, "disabled"),
            (counts.deleted, "deleted"), (counts.unknown, "unknown to the catalogue"), (counts.custom, "your own"),
        ]
        let words = kinds.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return words.isEmpty ? nil : "Untouched: \(WordList.join(words))."
    }

    private func switched(_ outcome: RuleMergeOutcome) -> String { outcome.isDisabled ? ", disabled" : "" }

    private func name(_ rule: RuleMergeSubject) -> String {
        Terminal.visible("\(rule.name)  (\(connector(rule.connector)))")
    }
}
