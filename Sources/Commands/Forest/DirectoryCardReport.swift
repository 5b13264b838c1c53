import Connectors
import Diagnostics

/// A directory's card.
struct DirectoryCardReport: Report {
    struct Result: Encodable {
        let name: String
        let checks: [DirectoryCheck]
    }

    static let kind = "forest.test"
    let result: Result

    init(name: String, checks: [DirectoryCheck]) { result = Result(name: name, checks: checks) }

    func text(_ style: Style) -> String {
        func count(_ verdict: DirectoryCheck.Verdict) -> Int { result.checks.count { $0.verdict == verdict } }
        var parts: [String] = []
        if count(.failed) > 0 { parts.append(style.bad("\(count(.failed)) failed")) }
        if count(.warning) > 0 { parts.append(style.attention(WordList.count(count(.warning), "warning"))) }
        let name = Terminal.visible(result.name)
        var lines = [
            parts.isEmpty
                ? "\(name): \(style.good("everything is as it should be"))." : "\(name): \(WordList.join(parts))."
        ]
        var table = TextTable([])
        for check in result.checks {
            table.add([check.verdict.rawValue, check.subject, check.finding])
        }
        lines.append(table.text(style, indent: "  "))
        let advice = result.checks.compactMap { check in
            check.advice.map { "  \(check.subject): \(Terminal.visible($0))" }
        }
        if !advice.isEmpty { lines.append("What to do:\n" + advice.joined(separator: "\n")) }
        return lines.joined(separator: "\n")
    }
}
