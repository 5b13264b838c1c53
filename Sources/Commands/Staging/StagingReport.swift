import Plans
import WizardTasks

/// Staging mode as it is, or as it would be.
struct StagingReport: Report {
    struct Result: Encodable {
        let isApplied: Bool
        let content: StagingContent
        let hazards: [Hazard]
    }

    static let kind = "staging"
    let result: Result

    init(content: StagingContent, hazards: [Hazard], isApplied: Bool) {
        result = Result(isApplied: isApplied, content: content, hazards: hazards)
    }

    func text(_ style: Style) -> String {
        let content = result.content
        let waiting =
            "\(PendingCounts.text(content.pending)) \(content.pending.values.reduce(0, +) < 2 ? "waits" : "wait")"
        let sentence = waiting.prefix(1).uppercased() + waiting.dropFirst()
        var lines: [String] = []
        switch (content.from, content.to, result.isApplied) {
        case (true, true, _): lines.append("Staging mode is on: nothing is exported. \(sentence) to be exported.")
        case (false, false, _):
            lines.append("Staging mode is off: the next `dryad sync run` exports. \(sentence) to be exported.")
        case (true, false, false):
            lines.append(
                "Staging mode would be off, and the next `dryad sync run` would export; \(waiting). Nothing has changed yet; --yes does it."
            )
        case (true, false, true):
            lines.append("Staging mode is off now. \(sentence); the next `dryad sync run` exports.")
        case (false, true, false):
            lines.append(
                "Staging mode would be on, and nothing would be exported. Nothing has changed yet; --yes does it."
            )
        case (false, true, true): lines.append("Staging mode is on now: nothing is exported.")
        }
        if content.kinds.count > 1 {
            var table = TextTable(["class", "changes"])
            for (name, counts) in content.kinds.sorted(by: { $0.key < $1.key }) {
                table.add([name, PendingCounts.text(counts)])
            }
            lines.append(table.text(style))
        }
        lines += result.hazards.map { style.attention("! ") + $0.sentence }
        return lines.joined(separator: "\n")
    }
}
