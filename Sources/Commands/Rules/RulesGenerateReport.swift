import Diagnostics
import SyncRules
import WizardTasks

/// Generated rules; as JSON the form of `rules import`.
struct RulesGenerateReport: Report {
    static let kind = "rules.generate"
    static let isEnveloped = false
    private let outcome: GenerateRules.Outcome

    init(_ outcome: GenerateRules.Outcome) { self.outcome = outcome }

    var result: RuleExchangeReport.Result {
        let unusable = outcome.unusable.map { ExchangeProblem(.error, "noRules", file: "", $0 + ".") }
        return RuleExchangeReport(
            ServerExport(
                rules: outcome.export.rules,
                connectorNames: Dictionary(
                    outcome.names.map { ($0.key.text, $0.value) },
                    uniquingKeysWith: { first, _ in first }
                ),
                problems: unusable + outcome.export.problems
            )
        ).result
    }

    func text(_ style: Style) -> String {
        let rules = outcome.generation.rules
        let flows = rules.map(\.flows.count).reduce(0, +)
        let absent = outcome.generation.decisions.filter { !$0.isPresent }
        let kept = outcome.generation.decisions.flatMap { one in (one.kept ?? []).map { (one, $0) } }
        var lines = outcome.unusable.map { style.bad("! ") + Terminal.visible($0) + "." }
        lines.append(
            "\(WordList.count(rules.count, "rule")) with \(WordList.count(flows, "flow")); "
                + "\(WordList.count(absent.count, "standard rule")) absent."
        )
        lines += outcome.export.problems.map {
            style.attention("~ ") + Terminal.visible("\($0.file.isEmpty ? "" : "\($0.file): ")\($0.sentence)")
        }
        var table = TextTable(["number", "rule", "connector", "link", "flows", "left out"], rightAligned: [0, 4, 5])
        let omitted = Dictionary(
            outcome.generation.decisions.map { ($0.identity, $0.omissions.count) },
            uniquingKeysWith: { first, _ in first }
        )
        for rule in rules {
            let missing = omitted[rule.identity] ?? 0
            table.add([
                "\(rule.precedence)", rule.name, outcome.names[rule.identity.connector] ?? "", rule.link.rawValue,
                "\(rule.flows.count)", missing == 0 ? "" : "\(missing)",
            ])
        }
        lines.append(table.text(style))
        if !kept.isEmpty {
            lines.append(
                "\(WordList.count(kept.count, "flow")) that other rules need \(kept.count == 1 ? "stays" : "stay") "
                    + "although the schema lacks an attribute that is read; it is null:"
            )
            lines += kept.map { "  \($0.name): \($1.part) reads \($1.missing)" }.map(Terminal.visible)
        }
        if outcome.unusable.isEmpty, !absent.isEmpty {
            lines.append("Absent:")
            lines += absent.map { one in
                "  \(one.name) of \(outcome.names[one.identity.connector] ?? ""): \(one.reason)"
            }.map(Terminal.visible)
        }
        return lines.joined(separator: "\n")
    }
}
