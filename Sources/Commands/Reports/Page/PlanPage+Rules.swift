import Directory
import DirectorySchema
import Plans
import SyncRules
import WizardTasks

extension PlanPage {
    var decisions: String {
        var table = PageTable(
            "decisions",
            caption: "What people decided about differences",
            ["Difference", "Change", "Forest", "Decision", "By", "On", "Why"]
        )
        for row in outline.decisions {
            let one = row.decision
            table.add(
                [
                    "\(Wording.noun(one.element)) <code>\(PageText.escaped(one.name.spelling))</code>",
                    PageText.badge(Wording.mark(one.change)), "<code>\(PageText.escaped(one.forest))</code>",
                    PageText.html(row.verdict), "<code>\(PageText.escaped(one.who))</code>", PageText.html(row.day),
                    PageText.html(row.why),
                ],
                header: 0,
                marks: PageTable.Marks(
                    element: one.element.rawValue,
                    change: one.change.rawValue,
                    forest: one.forest
                )
            )
        }
        return section("decisions", "Decisions", [table.html])
    }

    var rules: String {
        let renumbered = outline.plan.content.rules.renumbered
        let sentence = "\(WordList.count(renumbered, "rule")) only got another precedence number; their order stays."
        return section(
            "rules",
            "Rules",
            outline.rules.map { rules($0) } + [renumbered == 0 ? "" : "<p>\(sentence)</p>"]
        )
    }

    /// The parts of rules that people changed and that are generated otherwise now, each in its three versions.
    var conflicts: String {
        let conflicts = outline.plan.content.merge?.conflicts ?? []
        guard !conflicts.isEmpty else { return "" }
        var table = PageTable(
            "conflicts",
            caption: "Parts of rules that changed on both sides",
            ["Rule", "Part", "Generated before", "As it is", "Generated now", "What is taken"]
        )
        for one in conflicts {
            let versions = [one.base, one.theirs, one.ours].map { "<code>\(PageText.escaped($0 ?? "-"))</code>" }
            table.add(
                ["<code>\(PageText.escaped(one.rule.name))</code>", PageText.escaped(one.part.description)] + versions
                    + [Wording.taken(one.resolution)],
                header: 0
            )
        }
        return section("conflicts", "Conflicts", [table.html])
    }

    private func rules(_ group: RuleGroup) -> String {
        var table = PageTable(
            "rules",
            caption: "Rules of \(PageText.html(group.title)) that go, appear or change",
            ["What happens", "Rule", "Size", "Because"]
        )
        for row in group.rows {
            let parts = row.change.parts.map { PageText.html(PartPhrase.phrase($0)) }
            let size = PageText.html(row.size)
            table.add(
                [
                    PageText.badge(Wording.mark(row.change.action)),
                    "<code>\(PageText.escaped(row.change.name))</code>",
                    parts.isEmpty
                        ? size : "<details><summary>\(size)</summary>\(PageText.list(parts))</details>",
                    PageText.html(row.reason),
                ],
                header: 1,
                marks: PageTable.Marks(forest: group.forest ?? "tenant")
            )
        }
        return "<h3>Rules of \(PageText.html(group.title))</h3>\n" + table.html
    }

    var runs: String {
        var table = PageTable("runs", caption: "Runs that have to follow", ["Run", "Connector", "Why"])
        for run in outline.runs {
            table.add([run.title, PageText.html(run.connector), PageText.html(run.reason)], header: 0)
        }
        return section(
            "runs",
            "What must follow",
            [table.html, outline.estimate.map { "<p>\(PageText.html($0))</p>" } ?? ""]
        )
    }

    var basis: String {
        var table = PageTable(
            "basis",
            caption: "The states that the plan was made from; it is refused once one of them has changed",
            ["State", "SHA-256"]
        )
        for one in outline.basis {
            table.add([PageText.html(one.state), "<code>\(one.fingerprint.hex)</code>"], header: 0)
        }
        table.add(["this plan", "<code>\(outline.plan.digest.hex)</code>"], header: 0)
        return section("basis", "Made from", [table.html])
    }
}
