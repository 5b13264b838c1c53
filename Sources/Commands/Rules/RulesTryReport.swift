import Diagnostics
import SyncEngine
import WizardTasks

/// What would be exported otherwise with other rules.
struct RulesTryReport: Report {
    struct Result: Encodable {
        struct Rule: Encodable {
            let action: String
            let name: String
        }

        let rules: [Rule]
        let before: [String: Int]
        let after: [String: Int]
        let comparison: PendingComparison
        let errors: [ObjectError]
        let notes: [String]
    }

    static let kind = "rules.try"
    let result: Result
    private let limit: Int
    private let width: Int

    init(_ outcome: TryRules.Outcome, limit: Int, width: Int) {
        result = Result(
            rules: outcome.rules.map { .init(action: $0.action, name: $0.name) },
            before: outcome.before,
            after: outcome.after,
            comparison: outcome.comparison,
            errors: outcome.errors,
            notes: outcome.notes
        )
        self.limit = limit
        self.width = width
    }

    /// What the rules would do, objects with errors first.
    private var sum: String {
        let changed = result.comparison.objects.count
        let failing = Set(result.errors.map { "\($0.connector) \($0.object)" }).count
        let tail = "would be exported otherwise"
        guard failing > 0 else { return (changed == 0 ? "Nothing " : WordList.count(changed, "object") + " ") + tail }
        let others = changed == 0 ? "nothing" : WordList.count(changed, "object")
        return "\(WordList.count(failing, "object")) would have new errors, and \(others) \(tail)"
    }

    func text(_ style: Style) -> String {
        let objects = result.comparison.objects
        var parts = ["\(sum). Nothing was kept."]
        parts += result.notes.map { style.attention("! ") + Terminal.visible($0) }
        parts.append(result.rules.map { "\($0.action) \(Terminal.visible($0.name))" }.joined(separator: "\n"))
        parts += result.errors.prefix(3).map { error in
            style.bad(error.code) + "  "
                + Terminal.visible("\(error.object): \(error.message)" + (error.rule.map { " (rule \($0))" } ?? ""))
        }
        if result.errors.count > 3 {
            parts.append("… and \(result.errors.count - 3) more errors; --output json lists all.")
        }
        parts.append(
            "A  as it is:    \(PendingCounts.text(result.before)) pending\nB  as tried:    \(PendingCounts.text(result.after)) pending"
        )
        guard !objects.isEmpty else { return parts.joined(separator: "\n\n") }
        let attributes = PendingCompareText.attributes(
            PendingComparisonSummary(result.comparison),
            width: width,
            style
        )
        if !attributes.isEmpty { parts.append(attributes) }
        parts.append(
            PendingCompareText.objects(result.comparison, of: objects.count, limit: limit, width: width, style)
        )
        return parts.joined(separator: "\n\n")
    }
}
