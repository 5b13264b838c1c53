import Directory
import DirectorySchema
import SyncRules

/// The difference of two servers as one page that needs nothing else and runs nothing.
struct ServerPage {
    private let outline: ServerOutline

    init(_ outline: ServerOutline) { self.outline = outline }

    var text: String {
        let summary = "<p class=\"summary\">\(PageText.html(outline.summary))</p>"
        let sections =
            [section("first", "Look at this first", [warnings]), section("servers", "The servers", [facts])]
            + outline.sections.enumerated().map { number, part in
                section("part\(number + 1)", part.title, [table(part)] + part.schemas.map(schema))
            } + [remarks]
        return PageFrame(
            title: "Two servers compared",
            script: nil,
            header: summary,
            navigation: "",
            sections: sections.filter { !$0.isEmpty }
        ).text
    }

    private func section(_ identifier: String, _ title: String, _ parts: [String]) -> String {
        PageFrame.section(identifier, PageText.escaped(title), parts)
    }

    private var warnings: String {
        guard !outline.warnings.isEmpty else { return "" }
        let items = outline.warnings.map { "<li class=\"failed\">\(PageText.html($0))</li>" }
        return "<ul class=\"warnings\">\(items.joined())</ul>"
    }

    private var facts: String {
        var table = PageTable("servers", caption: "What was compared", ServerOutline.factHeadings)
        for row in outline.facts { table.add(row.map(PageText.escaped), header: 0) }
        return table.html
    }

    private var remarks: String {
        outline.remarks.map { "<p class=\"faint\">\(PageText.html($0))</p>" }.joined(separator: "\n")
    }

    private func table(_ part: ServerOutline.Section) -> String {
        var table = PageTable(
            "values",
            caption: WordList.count(part.rows.count, "difference"),
            ["change", "what", PageText.escaped(outline.names.from), PageText.escaped(outline.names.to)]
        )
        for row in part.rows {
            let values = row.values.isEmpty ? [ServerRow.Values(from: nil, to: nil)] : row.values
            for value in values {
                let what = row.what + (value.part.map { ", \($0)" } ?? "") + (row.key.map { ", \($0)" } ?? "")
                let cells = [value.from, value.to].map { $0.map { PageText.html(.name($0)) } ?? "" }
                table.add([PageText.badge(Self.wording(row.action)), PageText.html(what)] + cells, header: 1)
            }
        }
        return table.html
    }

    private func schema(_ schema: ConnectorSchemaDiff) -> String {
        var table = PageTable(
            "schema",
            caption: "Schema of " + PageText.html(.name(schema.connector)),
            ["change", "element", "name", "what differs"]
        )
        for name in schema.diff.unreadable {
            table.add(["not decided", "", PageText.html(.name(name.spelling)), "cannot be read"], header: 2)
        }
        for change in schema.diff.changes {
            let describes = change.action == .added || change.action == .removed
            let facets = change.facets.map { PageText.html(FacetPhrase.phrase($0, describes: describes)) }
            table.add(
                [
                    PageText.badge(Wording.mark(change.action)), Wording.noun(change.element),
                    PageText.html(.name(change.name.spelling)), PageText.list(facets),
                ],
                header: 2
            )
        }
        return table.html
    }

    private static func wording(
        _ action: PortableRuleChange.Action
    ) -> (mark: String, word: String, tone: Wording.Tone) {
        switch action {
        case .added: ("+", "added", .good)
        case .removed: ("−", "removed", .bad)
        case .modified: ("~", "modified", .attention)
        }
    }
}
