import Diagnostics
import SyncRules

/// What was found in rules; as JSON version 1 of its form.
struct LintReport: Report {
    struct Result: Encodable {
        let version = 1
        let rules: Int
        let findings: [LintFinding]
        let problems: [ExchangeProblem]
    }

    static let kind = "rules.lint"
    static let isEnveloped = false
    let result: Result

    init(_ findings: [LintFinding], _ export: ServerExport) {
        let problems = export.problems.filter { $0.severity > .note }
        result = Result(rules: export.rules.count, findings: findings, problems: problems)
    }

    func text(_ style: Style) -> String {
        var lines = [sentence]
        lines += result.problems.map { style.bad("! ") + Terminal.visible("\($0.file): \($0.sentence)") }
        for severity in [ExchangeProblem.Severity.error, .warning, .note] {
            for finding in result.findings where finding.severity == severity {
                let mark =
                    switch severity {
                    case .error: style.bad("! error")
                    case .warning: style.attention("~ warning")
                    case .note: style.faint("  note")
                    }
                let place = finding.rule + (finding.part.map { ", \($0)" } ?? "")
                lines.append("\(mark) \(finding.kind.rawValue)  \(Terminal.visible(place))")
                lines.append("    " + Terminal.visible(finding.sentence))
            }
        }
        return lines.joined(separator: "\n")
    }

    private var sentence: String {
        let rules = WordList.count(result.rules, "rule")
        guard !result.findings.isEmpty else { return "Nothing is to be said about \(rules)." }
        let counts = [(ExchangeProblem.Severity.error, "error"), (.warning, "warning"), (.note, "note")]
            .compactMap { severity, word -> String? in
                let count = result.findings.count { $0.severity == severity }
                return count == 0 ? nil : WordList.count(count, word)
            }
        return "\(WordList.join(counts)) in \(rules)."
    }
}
