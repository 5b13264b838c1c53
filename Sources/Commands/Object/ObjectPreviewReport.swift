import Diagnostics
import SyncEngine
import WizardTasks

/// What would become of one object.
struct ObjectPreviewReport: Report {
    static let kind = "object.preview"
    let result: ObjectPreview
    let width: Int

    /// How many other objects are listed; JSON has all of them.
    private static let limit = 10

    func text(_ style: Style) -> String {
        var parts = [folded(result.sentence) + " Nothing was stored."]
        parts += result.notes.map { style.attention("! ") + folded($0, indent: "  ") }
        parts += result.errors.map { style.bad($0.code) + "  " + folded($0.message, indent: "  ") }
        if let verdict = result.verdict {
            parts.append(style.strong("tenant") + "\n  " + folded(verdict, indent: "  "))
        }
        if let operation = result.operation {
            parts.append(
                style.strong("export") + "  \(operation)\n"
                    + changes(result.exported, style, none: "the object as a whole")
            )
        } else {
            parts.append(style.strong("export") + "  nothing")
        }
        for back in result.writeBacks {
            parts.append(
                style.strong("write-back") + "  to \(Terminal.visible(back.forest))\n"
                    + changes(back.changes, style, none: "nothing")
            )
        }
        if !result.others.isEmpty { parts.append(others(style)) }
        parts.append(style.strong("metaverse") + "\n" + metaverse(style))
        // An object that no forest has comes through neither.
        guard !result.join.isEmpty || !result.scope.isEmpty else { return parts.joined(separator: "\n\n") }
        parts.append(style.strong("join") + "\n" + lines(result.join))
        parts.append(style.strong("scope") + "\n" + lines(result.scope))
        let imported = result.imported.map { ObjectPreview.Change(values: $0) }
        parts.append(
            style.strong("import") + "  from \(Terminal.visible(result.source))\n"
                + changes(imported, style, none: "as it was imported last")
        )
        return parts.joined(separator: "\n\n")
    }

    /// What becomes of its metaverse object, also of one that it leaves.
    private func metaverse(_ style: Style) -> String {
        guard let left = result.left else { return changes(result.metaverse, style, none: "nothing changes") }
        return lines([left]) + (result.metaverse.isEmpty ? "" : "\n" + changes(result.metaverse, style, none: ""))
    }

    private func changes(_ changes: [ObjectPreview.Change], _ style: Style, none: String) -> String {
        guard !changes.isEmpty else { return "  " + none }
        let hasForests = Set(changes.compactMap(\.connector)).count > 1
        let names = RuleNames(changes.compactMap(\.rule))
        var table = FittedTable(["attribute", "from", "to", names.heading, "connector"], width: width)
        for change in changes {
            table.add([
                change.values.attribute,
                ValueText.joined(shown(change.values.removed), besides: shown(change.values.added)),
                ValueText.joined(shown(change.values.added), besides: shown(change.values.removed)),
                change.rule.map(names.short) ?? "", hasForests ? change.connector ?? "" : "",
            ])
        }
        return table.text(style, indent: "  ")
    }

    private func shown(_ values: [String]) -> [String] { values.map { result.names[$0] ?? $0 } }

    private func others(_ style: Style) -> String {
        var table = FittedTable(["operation", "who", "attributes"], width: width)
        for other in result.others.prefix(Self.limit) {
            table.add([other.operation, other.label, other.attributes.joined(separator: " ")])
        }
        let rest = result.others.count - Self.limit
        let more = rest > 0 ? "\n  … and \(rest) more; --output json lists all." : ""
        return style.attention("other objects change with it") + "\n" + table.text(style, indent: "  ") + more
    }

    private func lines(_ lines: [String]) -> String {
        lines.map { "  " + folded($0, indent: "    ") }.joined(separator: "\n")
    }

    private func folded(_ text: String, indent: String = "") -> String {
        FoldedText.lines(Terminal.visible(text), width: max(30, width - indent.count)).joined(separator: "\n" + indent)
    }
}
