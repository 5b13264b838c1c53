import Diagnostics
import WizardTasks

/// The changes that wait to be exported.
struct PendingListReport: Report {
    struct Result: Encodable {
        let isStaging: Bool
        /// How many changes wait, whether they are listed or not.
        let total: Int
        let groups: [PendingGroup]
        let changes: [PendingChange]
        let notes: [String]
    }

    static let kind = "pending.list"
    let result: Result
    /// Who is meant by names in the tenant.
    let names: [String: String]
    let showsValues: Bool
    let limit: Int
    let width: Int

    func text(_ style: Style) -> String {
        let changes = result.changes
        guard result.total > 0 else { return "Nothing waits to be exported." }
        guard !changes.isEmpty else {
            return "None of the \(WordList.count(result.total, "change")) that wait is like that."
        }
        var parts = [head]
        parts += result.notes.map { style.attention("! ") + Terminal.visible($0) }
        parts.append(groups(style))
        let shown = limit > 0 ? Array(changes.prefix(limit)) : changes
        parts.append(showsValues ? shown.map { detailed($0, style) }.joined(separator: "\n") : table(shown, style))
        if changes.count > shown.count {
            parts.append("… and \(changes.count - shown.count) more; --limit 0 lists all.")
        }
        return parts.joined(separator: "\n\n")
    }

    private var head: String {
        let counts = result.changes.reduce(into: [String: Int]()) { $0[$1.operation, default: 0] += 1 }
        let how = result.isStaging ? ", suppressed by staging mode" : ""
        let signIn = result.changes.count(where: \.affectsSignIn)
        let warning = signIn > 0 ? " \(WordList.count(signIn, "object")) may sign in otherwise afterwards." : ""
        let all = result.total > result.changes.count ? " (of \(result.total) that wait)" : ""
        return "\(PendingCounts.text(counts)) pending\(how)\(all).\(warning)"
    }

    private func groups(_ style: Style) -> String {
        let shown = result.groups.prefix(limit > 0 ? limit : result.groups.count)
        let causes = RuleNames(shown.map(\.cause), title: "cause")
        var table = FittedTable(
            ["count", "what", "pattern", causes.heading, "from", "such as"],
            width: width,
            rightAligned: [0]
        )
        for group in shown {
            let what = [group.operation, group.objectClass, group.attribute].compactMap { $0 }.joined(separator: " ")
            table.add([
                "\(group.count)", what + (group.affectsSignIn ? " (sign-in)" : ""), group.pattern ?? "",
                causes.short(group.cause),
                group.source ?? "", group.examples.first ?? "",
            ])
        }
        let rest = result.groups.count - shown.count
        return table.text(style) + (rest > 0 ? "\n… and \(rest) more kinds of change; --limit 0 lists all." : "")
    }

    private func table(_ changes: [PendingChange], _ style: Style) -> String {
        let rules = RuleNames(
            changes.flatMap { change in
                change.operation == "update" ? change.values.compactMap(\.rule) : [change.cause ?? ""]
            }
        )
        var table = FittedTable(["change", "class", "who", "attribute", "from", "to", rules.heading], width: width)
        for change in changes {
            guard change.operation == "update" else {
                let what = change.operation == "add" ? WordList.count(change.attributes.count, "attribute") : ""
                table.add([
                    change.operation, change.objectClass, change.label, what, "", "",
                    rules.short(change.cause ?? change.rule ?? ""),
                ])
                continue
            }
            for (place, value) in change.values.enumerated() {
                table.add([
                    place == 0 ? change.operation : "", place == 0 ? change.objectClass : "",
                    place == 0 ? change.label : "", value.attribute, ValueText.joined(shown(value.removed), limit: 1),
                    ValueText.joined(shown(value.added), limit: 1), rules.short(value.rule ?? ""),
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
                value.attribute, ValueText.joined(shown(value.removed)), ValueText.joined(shown(value.added)),
                rules.short(value.rule ?? ""), sources.short(value.sourceRule ?? ""), value.connector ?? "",
            ])
        }
        return head + "\n" + table.text(style, indent: "  ")
    }

    private func shown(_ values: [String]) -> [String] { values.map { names[$0] ?? $0 } }
}
