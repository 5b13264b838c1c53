import Diagnostics
import WizardTasks

/// A line for each kind of change, and below it what causes it.
struct PendingGroupLines {
    private let groups: [PendingGroup]
    private let limit: Int
    private let width: Int

    /// `limit` is how many kinds are told; 0 tells all.
    init(_ groups: [PendingGroup], limit: Int, width: Int) {
        self.groups = groups
        self.limit = limit
        self.width = width
    }

    func text(_ style: Style) -> String {
        let shown = groups.prefix(limit > 0 ? limit : groups.count)
        let width = shown.map { String($0.count).count }.max() ?? 1
        let lines = shown.map { group -> String in
            let count = String(group.count)
            let number = String(repeating: " ", count: width - count.count) + count
            let words = [
                "add": ("addition", "additions"), "update": ("update", "updates"), "delete": ("deletion", "deletions"),
            ]
            let (one, many) = words[group.operation] ?? (group.operation, group.operation)
            let subject = [group.objectClass, group.attribute].compactMap { $0 }.joined(separator: " ")
            var head = "\(group.count == 1 ? one : many) of \(subject)" + (group.pattern.map { ", \($0)" } ?? "")
            if group.affectsSignIn { head += " (sign-in)" }
            let colour = group.operation == "delete" ? style.bad : group.affectsSignIn ? style.attention : { $0 }
            let by = group.operation == "delete" || group.cause.isEmpty ? group.cause : "by \(group.cause)"
            let from = group.source.map { ", from \($0)" } ?? ""
            let such = "such as \(group.examples.joined(separator: ", "))"
            let indent = String(repeating: " ", count: width + 4)
            let rest = ["\(by)\(from)", such].filter { !$0.isEmpty }.map { folded($0, indent: indent) }.joined(
                separator: "\n" + indent
            )
            return "\(number)  " + colour(folded(head, indent: indent)) + "\n" + indent + rest
        }
        let rest = groups.count - shown.count
        return lines.joined(separator: "\n")
            + (rest > 0
                ? "\n… and \(WordList.count(rest, "more kind of change", "more kinds of change")); --limit 0 lists all."
                : "")
    }

    private func folded(_ text: String, indent: String) -> String {
        FoldedText.lines(Terminal.visible(text), width: max(30, width - indent.count)).joined(separator: "\n" + indent)
    }
}
