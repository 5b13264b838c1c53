import Diagnostics
import WizardTasks

/// How the pending exports of two places differ.
struct PendingCompareReport: Report {
    static let kind = "pending.compare"
    let result: PendingComparison
    let limit: Int
    let width: Int

    func text(_ style: Style) -> String {
        let remarks = (result.remarks ?? []).map { style.attention("! ") + Terminal.visible($0) }
        guard !result.objects.isEmpty else {
            return (remarks + ["Both would export the same: \(WordList.count(result.same, "object"))."])
                .joined(separator: "\n\n")
        }
        let onlyFirst = result.objects.count { $0.second == nil }
        let onlySecond = result.objects.count { $0.first == nil }
        let both = result.objects.count - onlyFirst - onlySecond
        var parts = [
            "\(WordList.count(result.objects.count, "object differs", "objects differ")): \(onlyFirst) only in A, "
                + "\(onlySecond) only in B, \(both) in both; \(result.same) are the same.",
            "A  \(ShownPath.text(result.first))\nB  \(ShownPath.text(result.second))",
        ]
        let attributes = PendingCompareText.attributes(result, width: width, style)
        if !attributes.isEmpty { parts.append(attributes) }
        parts.append(PendingCompareText.objects(result, limit: limit, width: width, style))
        return (remarks + parts).joined(separator: "\n\n")
    }
}
