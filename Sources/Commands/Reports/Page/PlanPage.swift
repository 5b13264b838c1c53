import DirectorySchema
import Plans
import WizardTasks

/// A plan as one page that needs nothing else: no network, no fonts, no other file.
///
/// Without its script everything is there to be read.
struct PlanPage {
    let outline: PlanOutline

    init(_ outline: PlanOutline) { self.outline = outline }

    var text: String {
        let title = "Schema refresh, plan \(outline.plan.digest.short)"
        let summary = "<p class=\"summary\">\(PageText.html(outline.summary))</p>"
        return PageFrame(
            title: title,
            script: PageScript.text,
            header: summary + "\n" + facts,
            navigation: navigation,
            sections: [warnings, differences, decisions, rules, conflicts, runs, basis].filter { !$0.isEmpty }
        ).text
    }

    private var facts: String {
        var lines: [String] = []
        if let server = ServerSentence.text(outline.plan.content) { lines.append(PageText.escaped(server)) }
        if let origin = outline.origin { lines.append("Plan \(PageText.html(origin)).") }
        if outline.isRedacted {
            lines.append("Redacted: names and values are replaced by keyed hashes; equal ones were equal.")
        }
        return lines.map { "<p class=\"faint\">\($0)</p>" }.joined(separator: "\n")
    }

    private var navigation: String {
        let all = [
            ("first", "Look at this first", warnings), ("differences", "Differences", differences),
            ("decisions", "Decisions", decisions), ("rules", "Rules", rules),
            ("conflicts", "Conflicts", conflicts), ("runs", "What must follow", runs),
            ("basis", "Made from", basis),
        ]
        let links = all.filter { !$0.2.isEmpty }.map { "<li><a href=\"#\($0.0)\">\($0.1)</a></li>" }
        return "<nav aria-label=\"Sections\"><ul>\(links.joined())</ul></nav>"
    }

    func section(_ identifier: String, _ title: String, _ parts: [String]) -> String {
        PageFrame.section(identifier, title, parts)
    }
}
