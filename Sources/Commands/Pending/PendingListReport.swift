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
        /// How much waits to be written back to forests, and why; nothing where nothing does.
        let writeBacks: [WriteBackSection.Result]?
        /// True where nothing has been synchronized yet, so that nobody knows what would be exported; nothing otherwise.
        let isUnknown: Bool?
        /// What a person should know of the synchronization that this is from; nothing where there is nothing.
        let remark: String?
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
        // Without a synchronization nothing can be said of what waits, not even that it is nothing.
        if result.isUnknown == true, let remark = result.remark { return Terminal.visible(remark) }
        let remark = result.remark.map { [style.attention("! ") + Terminal.visible($0)] } ?? []
        let sections = sections.map {
            $0.text(isStaging: result.isStaging, showsValues: showsValues, limit: limit, width: width, style)
        }
        // Where the tenant is left out, what is told of its rules has no other place.
        let first = showsTenant ? [tenant(style)] : notes(style)
        return (remark + first + sections).joined(separator: "\n\n")
    }

    private func notes(_ style: Style) -> [String] {
        result.notes.map { style.attention("! ") + Terminal.visible($0) }
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
        parts += notes(style)
        parts.append(PendingGroupLines(result.groups, limit: limit, width: width).text(style))
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
        let table = PendingValueTable(change.values, width: width) { names[$0] ?? $0 }
        return head + "\n" + table.text(style, indent: "  ")
    }

    private func shown(_ values: [String]) -> [String] { values.map { names[$0] ?? $0 } }
}
