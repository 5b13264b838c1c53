import Directory
import DirectorySchema
import SyncRules

/// The difference of two servers as Markdown, as long as forges take.
struct ServerMarkdown {
    private let outline: ServerOutline

    init(_ outline: ServerOutline) { self.outline = outline }

    var text: String { MarkdownLimits.fitting(document) }

    private func document(_ limits: MarkdownLimits) -> String {
        var parts = ["## Two servers compared", MarkdownText.text(outline.summary)]
        if !outline.warnings.isEmpty {
            var lines = outline.warnings.prefix(limits.rows).map { "- " + MarkdownText.text($0) }
            if outline.warnings.count > lines.count {
                lines.append("- and \(outline.warnings.count - lines.count) more")
            }
            parts += ["### Look at this first", lines.joined(separator: "\n")]
        }
        var facts = MarkdownTable(ServerOutline.factHeadings)
        for row in outline.facts {
            facts.add(.name(row[0]), .words(row[1]), .name(row[2]), .name(row[3]), .name(row[4]))
        }
        parts.append(facts.text("The servers", limits))
        for section in outline.sections {
            parts.append("### \(section.title)")
            var table = MarkdownTable(["change", "what", "first server", "second server"])
            for row in section.rows { for cells in cells(row) { table.add(cells[0], cells[1], cells[2], cells[3]) } }
            parts.append(table.text(WordList.count(section.rows.count, "difference"), limits))
            parts += section.schemas.prefix(limits.rows).flatMap { schema($0, limits) }
            if section.schemas.count > limits.rows {
                parts.append("and \(section.schemas.count - limits.rows) more schemas")
            }
        }
        parts += outline.remarks.map { MarkdownText.text($0) }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func cells(_ row: ServerRow) -> [[Phrase]] {
        let values = row.values.isEmpty ? [ServerRow.Values(from: nil, to: nil)] : row.values
        return values.map { value in
            let part: Phrase = value.part.map { ", \($0)" } ?? ""
            let key: Phrase = row.key.map { ", \($0)" } ?? ""
            return [
                .words(row.action.rawValue), row.what + part + key, value.from.map(Phrase.name) ?? "",
                value.to.map(Phrase.name) ?? "",
            ]
        }
    }

    private func schema(_ schema: ConnectorSchemaDiff, _ limits: MarkdownLimits) -> [String] {
        var table = MarkdownTable(["change", "element", "name", "what differs"])
        for name in schema.diff.unreadable { table.add("**not decided**", "", .name(name.spelling), "cannot be read") }
        for change in schema.diff.changes {
            let describes = change.action == .added || change.action == .removed
            table.add(
                .words(Wording.mark(change.action).word),
                .words(Wording.noun(change.element)),
                .name(change.name.spelling),
                change.facets.map { FacetPhrase.phrase($0, describes: describes) }.joined(separator: "; ")
            )
        }
        let count = WordList.count(schema.diff.changes.count, "difference")
        return ["#### " + MarkdownText.name(schema.connector), table.text(count, limits)]
    }
}
