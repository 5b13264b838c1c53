import Diagnostics
import WizardTasks

/// The changes that wait to be exported.
struct PendingListReport: Report {
    struct Result: Encodable {
        let isStaging: Bool
        /// How many changes wait, whether they are listed or not: for the tenant, or for the forest that was asked for.
        let total: Int
        let groups: [PendingGroup]
        /// Those for the tenant, and behind them those for forests, which are named in each.
        let changes: [PendingChange]
        let notes: [String]
        /// How much waits to be written back to forests; nothing where nothing does.
        let writeBacks: [WriteBackListing.Forest]?
    }

    /// What was counted of all changes that are like what was asked for.
    struct Figures {
        var counts: [String: Int] = [:]
        var signIn = 0

        var all: Int { counts.values.reduce(0, +) }

        mutating func add(_ changes: [PendingChange]) {
            for change in changes {
                counts[change.operation, default: 0] += 1
                if change.affectsSignIn { signIn += 1 }
            }
        }
    }

    static let kind = "pending.list"
    let result: Result
    let figures: Figures
    /// Whether what waits for the tenant was asked for.
    let showsTenant: Bool
    /// What waits for forests, as people see it.
    let sections: [WriteBackSection]
    /// Who is meant by names in the tenant.
    let names: [String: String]
    let showsValues: Bool
    let limit: Int
    let width: Int

    func text(_ style: Style) -> String {
        let sections = sections.map {
            $0.text(isStaging: result.isStaging, showsValues: showsValues, width: width, style)
        }
        return ((showsTenant ? [tenant(style)] : []) + sections).joined(separator: "\n\n")
    }

    private func tenant(_ style: Style) -> String {
        let changes = result.changes
        guard result.total > 0 else {
            return "Nothing waits to be exported\(sections.isEmpty ? "" : " to the tenant")."
        }
        guard !changes.isEmpty else {
            return "None of the \(WordList.count(result.total, "change")) that wait is like that."
        }
        var parts = [head]
        parts += result.notes.map { style.attention("! ") + Terminal.visible($0) }
        parts.append(groups(style))
        let shown = limit > 0 ? Array(changes.prefix(limit)) : changes
        parts.append(showsValues ? shown.map { detailed($0, style) }.joined(separator: "\n") : table(shown, style))
        if figures.all > shown.count {
            parts.append("… and \(figures.all - shown.count) more; --limit 0 lists all.")
        }
        return parts.joined(separator: "\n\n")
    }

    private var head: String {
        let how = result.isStaging ? ", suppressed by staging mode" : ""
        let signIn = figures.signIn
        let warning = signIn > 0 ? " \(WordList.count(signIn, "object")) may sign in otherwise afterwards." : ""
        let all = result.total > figures.all ? " (of \(result.total) that wait)" : ""
        return "\(PendingCounts.text(figures.counts)) pending\(how)\(all).\(warning)"
    }

    /// A line for each kind of change, and below it what causes it.
    private func groups(_ style: Style) -> String {
        let shown = result.groups.prefix(limit > 0 ? limit : result.groups.count)
        let width = shown.map { String($0.count).count }.max() ?? 1
        let lines = shown.map { group -> String in
            let count = String(group.count)
            let number = String(repeating: " ", count: width - count.count) + count
            let words = [
                "add": ("addition", "additions"), "update": ("update", "updates"), "delete": ("deletion", "deletions"),
            ]
            let (one, many) = words[group.operation] ?? (group.operation, group.operation)
            let subject = [group.objectClass, group.attribute].compactMap { $0 }.joined(separator: " ")
            var head = "\(group.count == 1 ? one : many) of \(subject)" + (group.pattern.map { ", \($0)" } ?? "")
            if group.affectsSignIn { head += " (sign-in)" }
            let colour = group.operation == "delete" ? style.bad : group.affectsSignIn ? style.attention : { $0 }
            let by = group.operation == "delete" ? group.cause : "by \(group.cause)"
            let from = group.source.map { ", from \($0)" } ?? ""
            let such = "such as \(group.examples.joined(separator: ", "))"
            let indent = String(repeating: " ", count: width + 4)
            let rest = ["\(by)\(from)", such].map { folded($0, indent: indent) }.joined(separator: "\n" + indent)
            return "\(number)  " + colour(folded(head, indent: indent)) + "\n" + indent + rest
        }
        let rest = result.groups.count - shown.count
        return lines.joined(separator: "\n")
            + (rest > 0
                ? "\n… and \(WordList.count(rest, "more kind of change", "more kinds of change")); --limit 0 lists all."
                : "")
    }

    private func folded(_ text: String, indent: String) -> String {
        FoldedText.lines(Terminal.visible(text), width: max(30, width - indent.count)).joined(separator: "\n" + indent)
    }

    private func table(_ changes: [PendingChange], _ style: Style) -> String {
        var table = FittedTable(["change", "who", "attribute", "from", "to"], width: width)
        let who = DistinctNames(changes.map(\.label))
        for change in changes {
            let label = who.text(change.label, anchor: change.anchor)
            let what = "\(change.operation) \(change.objectClass)"
            guard change.operation == "update" else {
                let count = change.operation == "add" ? WordList.count(change.attributes.count, "attribute") : ""
                table.add([what, label, count, "", ""])
                continue
            }
            for (place, value) in change.values.enumerated() {
                table.add([
                    place == 0 ? what : "", place == 0 ? label : "", value.attribute,
                    ValueText.joined(shown(value.removed), besides: shown(value.added), limit: 1),
                    ValueText.joined(shown(value.added), besides: shown(value.removed), limit: 1),
                ])
            }
        }
        return table.text(style)
    }

    private func detailed(_ change: PendingChange, _ style: Style) -> String {
        let cause = change.cause.map { ": \($0)" } ?? ""
        let title =
            "\(change.operation)  \(change.objectClass)  \(change.label)  (source anchor \(change.anchor))\(cause)"
        let head = FoldedText.lines(Terminal.visible(title), width: width).map(style.strong).joined(separator: "\n    ")
        guard !change.values.isEmpty else { return head }
        let rules = RuleNames(change.values.compactMap(\.rule))
        let sources = RuleNames(change.values.compactMap(\.sourceRule), title: "source")
        var table = FittedTable(
            ["attribute", "from", "to", rules.heading, sources.heading, "connector"],
            width: width
        )
        for value in change.values {
            table.add([
                value.attribute, ValueText.joined(shown(value.removed), besides: shown(value.added)),
                ValueText.joined(shown(value.added), besides: shown(value.removed)),
                rules.short(value.rule ?? ""), sources.short(value.sourceRule ?? ""), value.connector ?? "",
            ])
        }
        return head + "\n" + table.text(style, indent: "  ")
    }

    private func shown(_ values: [String]) -> [String] { values.map { names[$0] ?? $0 } }
}
