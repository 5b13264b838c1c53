import Diagnostics
import WizardTasks

/// How the pending exports of two places differ.
struct PendingCompareReport: Report {
    static let kind = "pending.compare"
    /// The comparison; in text with the objects alone that are shown.
    let result: PendingComparison
    /// How many objects differ, whether they are shown or not.
    let summary: PendingComparisonSummary
    let limit: Int
    let width: Int

    func text(_ style: Style) -> String {
        let remarks = (result.remarks ?? []).map { style.attention("! ") + Terminal.visible($0) }
        guard summary.count > 0 else {
            return (remarks + ["Both would export the same: \(WordList.count(result.same, "object"))."])
                .joined(separator: "\n\n")
        }
        var parts = [head, "A  \(ShownPath.text(result.first))\nB  \(ShownPath.text(result.second))"]
        let attributes = PendingCompareText.attributes(summary, width: width, style)
        if !attributes.isEmpty { parts.append(attributes) }
        parts.append(PendingCompareText.objects(result, of: summary.count, limit: limit, width: width, style))
        return (remarks + parts).joined(separator: "\n\n")
    }

    /// How much differs, and deletions that one place alone would do.
    private var head: String {
        let both = summary.count - summary.onlyFirst - summary.onlySecond
        var text =
            "\(WordList.count(summary.count, "object differs", "objects differ")): \(summary.onlyFirst) only in A, "
            + "\(summary.onlySecond) only in B, \(both) in both; \(result.same) are the same."
        for (count, one, other) in [(summary.deletedByFirst, "A", "B"), (summary.deletedBySecond, "B", "A")]
        where count > 0 {
            text += " \(one) would delete \(WordList.count(count, "object")) that \(other) would not."
        }
        return text
    }
}
