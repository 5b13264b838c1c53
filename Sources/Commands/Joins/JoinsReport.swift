import Diagnostics
import WizardTasks

/// How objects of several forests came together.
struct JoinsReport: Report {
    static let kind = "joins.report"
    let result: JoinsReading
    let limit: Int
    let width: Int

    private static let kinds = [
        ("ambiguous", "ambiguous: a criterion finds several, and so none"),
        ("taken", "taken: what a criterion finds is joined with another object of the same forest"),
        ("tooLate", "too late: a criterion fits now, and both are in the metaverse already"),
        ("partial", "near: some conditions of a criterion hold, others do not"),
        ("spelling", "near: equal but for case, blanks or the prefix of an address"),
        ("otherDomain", "near: the same address up to the @"),
    ]

    func text(_ style: Style) -> String {
        let joined = result.pairs.reduce(0) { $0 + $1.joined }
        let cases = result.pairs.flatMap(\.cases)
        guard !result.pairs.isEmpty else { return "Without a second forest there is nothing to join." }
        let ambiguous = cases.count { $0.kind == "ambiguous" }
        let near = cases.count - ambiguous
        var parts = [
            "\(WordList.count(joined, "object is", "objects are")) joined, \(ambiguous) ambiguous, "
                + "\(WordList.count(near, "near miss", "near misses"))."
        ]
        parts += result.notes.map { style.attention("! ") + Terminal.visible($0) }
        parts += result.pairs.map { pair($0, style) }
        let forests = result.alone.keys.sorted().map { name in
            "\(Terminal.visible(name)): \(result.alone[name] ?? 0) in the metaverse alone, "
                + WordList.count(result.disconnectors[name] ?? 0, "disconnector")
        }
        parts.append(forests.joined(separator: "\n"))
        return parts.joined(separator: "\n\n")
    }

    private func pair(_ pair: JoinsReading.Pair, _ style: Style) -> String {
        var lines = [
            style.strong(Terminal.visible("\(pair.first) and \(pair.second)")) + "  \(pair.joined) joined"
        ]
        for (kind, title) in Self.kinds {
            let all = pair.cases.filter { $0.kind == kind }
            guard !all.isEmpty else { continue }
            lines.append("  " + style.attention("\(all.count) \(title)"))
            var table = FittedTable(["who", "with", "criterion", "value"], width: width)
            let shown = limit > 0 ? Array(all.prefix(limit)) : all
            for one in shown {
                table.add([one.label, ValueText.joined(one.others), one.criterion ?? "", one.value ?? ""])
            }
            lines.append(table.text(style, indent: "    "))
            if all.count > shown.count {
                lines.append("    … and \(all.count - shown.count) more; --limit 0 lists all.")
            }
        }
        if !pair.criteria.isEmpty {
            var table = FittedTable(["joined", "criterion", "rule"], width: width, rightAligned: [0])
            for one in pair.criteria {
                table.add(["\(one.count)", one.criterion ?? "none by today's values", one.rule ?? ""])
            }
            lines.append(table.text(style, indent: "  "))
        }
        return lines.joined(separator: "\n")
    }
}
