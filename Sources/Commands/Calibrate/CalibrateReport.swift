import Diagnostics
import WizardTasks

/// How far Dryad agrees with a real server.
struct CalibrateReport: Report {
    static let kind = "calibrate"
    let result: Calibration
    let limit: Int
    let width: Int

    func text(_ style: Style) -> String {
        var parts = [head]
        parts += result.notes.map { style.attention("! ") + Terminal.visible($0) }
        parts += list("the server would delete, and Dryad would keep", result.kept, style)
        parts += list("the server would export, and Dryad does not bring to the tenant", result.missing, style)
        if result.withoutValues > 0 {
            parts.append("Of \(WordList.count(result.withoutValues, "object")) the file says no values.")
        }
        if !result.rules.isEmpty { parts.append(scores("rule", result.rules, style)) }
        if !result.attributes.isEmpty { parts.append(scores("attribute", result.attributes, style)) }
        if !result.differences.isEmpty { parts.append(differences(style)) }
        return parts.joined(separator: "\n\n")
    }

    private var head: String {
        guard let perMille = result.perMille else { return "Nothing could be compared." }
        let values = result.attributes.reduce(0) { $0 + $1.count }
        let same = result.attributes.reduce(0) { $0 + $1.same }
        return
            "\(same) of \(WordList.count(values, "value agrees", "values agree")) (\(perMille / 10).\(perMille % 10) %), in "
            + "\(WordList.count(result.compared, "object")) of \(ShownPath.text(result.file))."
    }

    private func list(_ title: String, _ who: [String], _ style: Style) -> [String] {
        guard !who.isEmpty else { return [] }
        let shown = limit > 0 ? Array(who.prefix(limit)) : who
        let more = who.count > shown.count ? ["… and \(who.count - shown.count) more"] : []
        return [
            style.attention("\(who.count) \(title)") + "\n"
                + WordList.wrap((shown + more).map(Terminal.visible), indent: "  ", width: width)
        ]
    }

    private func scores(_ title: String, _ scores: [Calibration.Score], _ style: Style) -> String {
        let hasRule = title == "attribute"
        let names = RuleNames(scores.compactMap { hasRule ? $0.rule : $0.name }, title: "rule")
        var table = FittedTable(
            [
                hasRule ? title : names.heading, "same", "different", "server only", "Dryad only",
                hasRule ? names.heading : "",
            ],
            width: width,
            rightAligned: [1, 2, 3, 4]
        )
        for score in scores {
            table.add([
                hasRule ? score.name : names.short(score.name), "\(score.same)", "\(score.different)",
                "\(score.onlyServer)", "\(score.onlyDryad)",
                hasRule ? names.short(score.rule ?? "") : "",
            ])
        }
        return table.text(style)
    }

    private func differences(_ style: Style) -> String {
        let shown = limit > 0 ? Array(result.differences.prefix(limit)) : result.differences
        let names = RuleNames(shown.compactMap(\.rule))
        var table = FittedTable(["who", "attribute", "server", "Dryad", names.heading], width: width)
        for one in shown {
            table.add([
                one.label, one.attribute,
                one.server.isEmpty ? "-" : ValueText.joined(one.server, besides: one.dryad, limit: 2),
                one.dryad.isEmpty ? "-" : ValueText.joined(one.dryad, besides: one.server, limit: 2),
                one.rule.map(names.short) ?? "no rule writes it",
            ])
        }
        let rest = result.differences.count - shown.count
        return table.text(style) + (rest > 0 ? "\n… and \(rest) more; --limit 0 lists all." : "")
    }
}
