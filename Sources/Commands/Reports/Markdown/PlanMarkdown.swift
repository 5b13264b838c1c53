import Directory
import DirectorySchema
import Plans
import WizardTasks

/// A plan as Markdown for a pull request: one sentence, what deserves a look, tables, what it was made from.
///
/// It has at most 60,000 characters, since forges refuse longer texts; lists are cut until it has.
struct PlanMarkdown {
    private let outline: PlanOutline

    init(_ outline: PlanOutline) { self.outline = outline }

    var text: String { MarkdownLimits.fitting(document) }

    private func document(_ limits: MarkdownLimits) -> String {
        var parts = ["## Schema refresh", shown(outline.summary)]
        if outline.isRedacted {
            parts.append("Names and values are replaced by keyed hashes; equal ones were equal.")
        }
        if let server = ServerSentence.text(outline.plan.content) { parts.append(shown("\(words: server)")) }
        parts += warnings(limits)
        let forests = outline.forests.filter { !($0.isFirst && $0.differences.isEmpty) }
        parts += forests.prefix(limits.rows).flatMap { forest($0, limits) }
        if forests.count > limits.rows { parts.append("and \(forests.count - limits.rows) more forests") }
        parts +=
            decisions(outline, limits) + rules(outline, limits) + conflicts(outline, limits) + runs(outline, limits)
            + basis(outline, limits)
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func shown(_ phrase: Phrase) -> String { MarkdownText.text(phrase) }

    private func warnings(_ limits: MarkdownLimits) -> [String] {
        let all = outline.failures + outline.hazards
        guard !all.isEmpty || !outline.damages.isEmpty else { return [] }
        var lines = all.prefix(limits.rows).map { "- **\($0.kind)** " + shown($0.sentence.shortened(to: limits.names)) }
        if all.count > limits.rows { lines.append("- and \(all.count - limits.rows) more") }
        var table = MarkdownTable(["part of a rule", "rule", "what happens", "because of", "forest"])
        for damage in outline.damages {
            let parts = damage.effect.parts.map(Phrase.name).joined(separator: ", ")
            let noun = Wording.noun(damage.cause.element)
            table.add(
                damage.effect.parts.isEmpty ? "all of it" : parts,
                .name(damage.effect.rule),
                damage.effect.kind == .broken ? "**breaks**" : "**is lost**",
                "\(words: noun) \(damage.cause.name.spelling) \(words: Wording.mark(damage.cause.action).word)",
                .name(damage.forest)
            )
        }
        return ["### Look at this first", lines.joined(separator: "\n")]
            + [table.text("\(outline.damages.count) times that rules break or lose something", limits)]
    }

    private func forest(_ forest: ForestOutline, _ limits: MarkdownLimits) -> [String] {
        var parts = ["### Forest " + MarkdownText.name(forest.name), shown(forest.statement)]
        if !forest.counts.isEmpty { parts.append(forest.counts.map(\.sentence).joined(separator: ", ") + ".") }
        // Of a first reading the names say nothing.
        if !forest.isFirst {
            var table = MarkdownTable(["change", "element", "name", "what differs", "what that does to rules"])
            for row in forest.differences {
                table.add(
                    .words(Wording.mark(row.change.action).word),
                    .words(Wording.noun(row.change.element)),
                    .name(row.change.name.spelling),
                    row.facets.joined(separator: "; "),
                    row.effectSentences.joined(separator: "; ")
                )
            }
            parts.append(table.text(WordList.count(forest.differences.count, "difference"), limits))
        }
        parts += list("Changed through other classes", forest.through, limits)
        parts += list("Cannot be read", forest.unreadable, limits)
        return parts
    }

    private func list(_ title: String, _ items: [Phrase], _ limits: MarkdownLimits) -> [String] {
        guard !items.isEmpty else { return [] }
        var table = MarkdownTable([title])
        for item in items { table.add(item) }
        return [table.text("\(title): \(items.count)", limits)]
    }
}
