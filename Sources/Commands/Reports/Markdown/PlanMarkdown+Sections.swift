import Directory
import Plans
import SyncRules
import WizardTasks

extension PlanMarkdown {
    func decisions(_ outline: PlanOutline, _ limits: MarkdownLimits) -> [String] {
        guard !outline.decisions.isEmpty else { return [] }
        var table = MarkdownTable(["difference", "forest", "decision", "by", "on", "why"])
        for row in outline.decisions {
            let one = row.decision
            table.add(
                "\(words: Wording.noun(one.element)) \(one.name.spelling) \(words: Wording.mark(one.change).word)",
                .name(one.forest),
                row.verdict,
                .name(one.who),
                row.day,
                row.why
            )
        }
        return ["### Decisions", table.text(WordList.count(outline.decisions.count, "decision"), limits)]
    }

    func rules(_ outline: PlanOutline, _ limits: MarkdownLimits) -> [String] {
        var parts: [String] = []
        for group in outline.rules.prefix(limits.rows) {
            var table = MarkdownTable(["rule", "what happens", "size", "because"])
            for row in group.rows {
                let word = Wording.mark(row.change.action).word
                table.add(.name(row.change.name), .words(word), row.size, row.reason)
            }
            parts.append("### Rules of " + MarkdownText.text(group.title))
            parts.append(table.text(WordList.count(group.rows.count, "rule"), limits))
        }
        if outline.rules.count > limits.rows { parts.append("and \(outline.rules.count - limits.rows) more forests") }
        let renumbered = outline.plan.content.rules.renumbered
        if renumbered > 0 {
            parts.append("\(WordList.count(renumbered, "rule")) only got another precedence number; their order stays.")
        }
        return parts
    }

    /// The parts of rules that people changed and that are generated otherwise now, each in its three versions.
    func conflicts(_ outline: PlanOutline, _ limits: MarkdownLimits) -> [String] {
        let conflicts = outline.plan.content.merge?.conflicts ?? []
        guard !conflicts.isEmpty else { return [] }
        var table = MarkdownTable(["rule", "part", "generated before", "as it is", "generated now", "what is taken"])
        for one in conflicts {
            table.add(
                .name(one.rule.name),
                .words(one.part.description),
                .name(one.base ?? "-"),
                .name(one.theirs ?? "-"),
                .name(one.ours ?? "-"),
                .words(Wording.taken(one.resolution))
            )
        }
        let title = "\(WordList.count(conflicts.count, "part")) of rules changed on both sides"
        return ["### Conflicts", table.text(title, limits)]
    }

    func runs(_ outline: PlanOutline, _ limits: MarkdownLimits) -> [String] {
        guard !outline.runs.isEmpty else { return [] }
        var table = MarkdownTable(["must follow", "connector", "why"])
        for run in outline.runs { table.add(.words(run.title), run.connector, run.reason) }
        return ["### What must follow", table.text(WordList.count(outline.runs.count, "run"), limits)]
            + [outline.estimate.map { MarkdownText.text($0) } ?? ""]
    }

    func basis(_ outline: PlanOutline, _ limits: MarkdownLimits) -> [String] {
        var table = MarkdownTable(["made from", "fingerprint"])
        for one in outline.basis { table.add(one.state, .name(one.fingerprint.short)) }
        let origin = outline.origin.map { ", " + MarkdownText.text($0) } ?? ""
        return ["### This plan", table.text(WordList.count(outline.basis.count, "state"), limits)]
            + ["Plan " + MarkdownText.name(outline.plan.digest.short) + origin + "."]
    }
}
