import Diagnostics
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
        let isUnknown = content.isUnknown == true
        let waiting =
            "\(PendingCounts.text(content.pending)) \(content.pending.values.reduce(0, +) < 2 ? "waits" : "wait")"
        let first = waiting.prefix(1).uppercased() + waiting.dropFirst()
        let sentence = isUnknown ? "Nothing has been synchronized yet." : "\(first) to be exported."
        var lines: [String] = []
        switch (content.from, content.to, result.isApplied) {
        case (true, true, _): lines.append("Staging mode is on: nothing is exported. \(sentence)")
        case (false, false, _): lines.append("Staging mode is off: the next `dryad sync run` exports. \(sentence)")
        case (true, false, false):
            let what = isUnknown ? "" : "; \(waiting)"
            lines.append(
                "Staging mode would be off, and the next `dryad sync run` would export\(what). Nothing has changed yet; --yes does it."
            )
        case (true, false, true):
            let what = isUnknown ? "The" : "\(first); the"
            lines.append("Staging mode is off now. \(what) next `dryad sync run` exports.")
        case (false, true, false):
            lines.append(
                "Staging mode would be on, and nothing would be exported. Nothing has changed yet; --yes does it."
            )
        case (false, true, true): lines.append("Staging mode is on now: nothing is exported.")
        }
        if let writeBacks = PendingCounts.writeBacks(content) {
            lines.append("To be written back to simulated copies of forests: \(Terminal.visible(writeBacks)).")
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
