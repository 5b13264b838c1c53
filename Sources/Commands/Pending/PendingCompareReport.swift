import Diagnostics
import WizardTasks

/// How the pending exports of two places differ.
struct PendingCompareReport: Report {
    static let kind = "pending.compare"
    let result: PendingComparison
    let limit: Int
    let width: Int

    func text(_ style: Style) -> String {
        guard !result.objects.isEmpty else {
            return "Both would export the same: \(WordList.count(result.same, "object"))."
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
        return parts.joined(separator: "\n\n")
    }
}
