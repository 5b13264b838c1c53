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
        /// What would be written back, forest by forest; nothing where nothing waits for any.
        let writeBacks: [TryRules.Forest]?
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
            writeBacks: outcome.writeBacks.isEmpty ? nil : outcome.writeBacks,
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
        let returned = (result.writeBacks ?? []).reduce(0) { $0 + $1.comparison.objects.count }
        let back = returned > 0 ? ", and \(WordList.count(returned, "object")) would be written back otherwise" : ""
        let tail = "would be exported otherwise" + back
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
        if !objects.isEmpty { parts += tables(result.comparison, style) }
        for forest in result.writeBacks ?? [] where !forest.comparison.objects.isEmpty {
            parts.append(
                "Written back to \(Terminal.visible(forest.name)):\n"
                    + "A  as it is:    \(PendingCounts.text(forest.before)) pending\n"
                    + "B  as tried:    \(PendingCounts.text(forest.after)) pending"
            )
            parts += tables(forest.comparison, style)
        }
        return parts.joined(separator: "\n\n")
    }

    private func tables(_ comparison: PendingComparison, _ style: Style) -> [String] {
        let attributes = PendingCompareText.attributes(PendingComparisonSummary(comparison), width: width, style)
        let objects = PendingCompareText.objects(
            comparison,
            of: comparison.objects.count,
            limit: limit,
            width: width,
            style
        )
        return attributes.isEmpty ? [objects] : [attributes, objects]
    }
}
